import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InstallationEvents } from '../ports/installation.ts';
import type { Task } from '../ports/outbox.ts';

/** What calls to Slack for a workspace need. */
type Access = {
  readonly token: string;
  /** The token is that of the organisation: calls have to name the workspace. */
  readonly isOrgWide: boolean;
  readonly enterprise: string | undefined;
};

/** Whose request it is, as Bolt reads it from a payload. */
type Source = {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall?: boolean | undefined;
};

/** The app in the workspace of a request. Bolt gets no token: it makes no calls. */
export type Identity = {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly botId?: string;
  readonly botUserId?: string;
  /** Nobody answers for a workspace that the app was removed from. */
  readonly isRemoved?: true;
};

/** Answers a request of a browser. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Where the app is installed: in one workspace by the settings, or in many by the store. */
export type Installed = {
  /** `undefined` if the app is not installed there. */
  readonly accessOf: (workspace: string) => Promise<Access | undefined>;
  readonly identityOf: (source: Source) => Promise<Identity>;
  readonly events: InstallationEvents;
  /** Slack has refused a workspace's token. */
  readonly refused: (workspace: string) => Promise<void>;
  readonly deletion: Task;
  /** For browsers, by path. */
  readonly pages?: ReadonlyMap<string, Page>;
  /** Begins work in the background; call it when everything else has started. */
  readonly begin: () => void;
  readonly stop: () => void;
};
