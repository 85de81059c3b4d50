import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import type { Clock } from './clock.ts';
import type { Deliver } from './deliveries/deliver.ts';
import type { ResponseUrls } from './deliveries/response-urls.ts';
import type { TriggerDesk } from './deliveries/trigger-ids.ts';
import type { FaultList } from './faults.ts';
import type { Signal } from './signal.ts';
import type { Mint } from './state/id-generator.ts';
import type { Channel, Workspace } from './state/workspace.ts';
import type { Traffic } from './traffic.ts';

/** A JSON object whose fields are looked at one by one. */
export type Fields = { readonly [key: string]: unknown };

/** The app as Slack's configuration pages know it. */
type AppIdentity = {
  readonly id: string;
  readonly name: string;
  /** The old, unsigned proof in every payload; apps should not look at it. */
  readonly verificationToken: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** Something that Slack would tell subscribed apps; without a channel it concerns the workspace. */
export type Happening = {
  readonly workspace: Workspace;
  readonly channel?: Channel;
  readonly event: Fields & { readonly type: string };
};

/** All that the parts of the local Slack share. */
export type World = {
  readonly url: string;
  readonly manifest: Manifest;
  readonly app: AppIdentity;
  readonly clock: Clock;
  readonly mint: Mint;
  readonly workspaces: readonly Workspace[];
  /** Tokens that were good once. */
  readonly revokedTokens: Set<string>;
  readonly faults: FaultList;
  readonly traffic: Traffic;
  readonly happened: Signal<Happening>;
  /** Sent after every change of what anybody can see. */
  readonly changed: Signal<void>;
  readonly triggers: TriggerDesk;
  readonly responseUrls: ResponseUrls;
  readonly deliver: Deliver;
};
