import type { Deliver } from './deliveries/deliver.ts';
import type { ResponseUrls } from './deliveries/response-urls.ts';
import type { TriggerIds } from './deliveries/trigger-ids.ts';
import type { FaultList } from './faults.ts';
import type { SlackState } from './state/slack-state.ts';
import type { Traffic } from './traffic.ts';

/** The state and the services that endpoints and users share. */
export type SlackContext = SlackState & {
  readonly faults: FaultList;
  readonly traffic: Traffic;
  readonly triggerIds: TriggerIds;
  readonly responseUrls: ResponseUrls;
  readonly deliver: Deliver;
};
