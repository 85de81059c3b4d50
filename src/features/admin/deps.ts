import type { Content } from '../../content/content.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Health } from '../../ports/health.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { TaskNote } from '../../ports/outbox.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';

/** How many shout-outs are in an exported file, how many never are, and how many are not yet. */
export type Exported = {
  readonly count: number;
  readonly leftOut: number;
  readonly waiting: number;
  readonly isTooLarge: boolean;
};

export type AdminDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly store: Store;
  readonly clock: Clock;
  readonly slacks: Slacks;
  readonly log: Log;
  readonly audit: Audit;
  readonly version: string;
  /** The id or the handle of the user group whose members are administrators too. */
  readonly adminGroup: string | undefined;
  /** The id of the moderators' channel where no administrator has chosen one. */
  readonly reportChannel: string | undefined;
  readonly health: Health | undefined;
  /** Sends a person the shout-outs that everybody in the workspace may read. */
  readonly sendShoutouts: (workspace: string, user: string) => Promise<Exported>;
  /** Notes, in the step that changes the moderators' channel, that open reports are to go there. */
  readonly noteMove: (workspace: string) => Promise<TaskNote>;
  /** Takes open reports there now, as far as possible. */
  readonly moveReports: (workspace: string) => Promise<void>;
};
