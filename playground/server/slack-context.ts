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
  readonly distribution: Distribution;
};

/** How people add the app to their workspace, as in the app's settings. */
type Distribution = {
  /** The app's page that leads to Slack's consent page; none for an app of one workspace. */
  addUrl: string | undefined;
  /** Where Slack sends people back to, besides those in the manifest. */
  redirectUrl: string | undefined;
};
