import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json-object.ts';
import type { Manifest } from '../manifest.ts';
import type { Signal } from '../signal.ts';
import type { IdGenerator } from './id-generator.ts';
import type { Channel, Installation, Workspace } from './workspace.ts';

/** The app as it appears on Slack's configuration pages. */
type AppIdentity = {
  readonly id: string;
  readonly name: string;
  /** The deprecated `token` in every payload, which signatures replaced. */
  readonly verificationToken: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** The token that it can replace, and when it was used first, in milliseconds. */
type RefreshToken = { readonly botToken: string; usedAt?: number };

/** An event for subscribed apps; without a channel it concerns the whole workspace. */
export type SlackEvent = {
  readonly workspace: Workspace;
  readonly channel?: Channel;
  /** Concerns the app's installation in the whole organisation of the workspace. */
  readonly isOrgWide?: true;
  readonly event: JsonObject & { readonly type: string };
};

/** The app, its workspaces, and what is needed to change them. */
export type SlackState = {
  readonly url: string;
  readonly manifest: Manifest;
  readonly app: AppIdentity;
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly workspaces: readonly Workspace[];
  /** Bot tokens of uninstalled apps. */
  readonly revokedTokens: Set<string>;
  /** When a token of an app with token rotation ends, in milliseconds. */
  readonly tokenEnds: Map<string, number>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** Installations in whole organisations, by the organisation's id. */
  readonly orgInstallations: Map<string, Installation>;
  readonly events: Signal<SlackEvent>;
  /** Sent after every change that somebody can see. */
  readonly changed: Signal<void>;
};
