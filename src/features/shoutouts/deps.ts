import type { Content } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { Random } from '../../ports/random.ts';
import type { GuestRules, PlanRefusal } from '../../ports/roles.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';

/** A tip that a person wanted to try. */
export type TriedSkill = {
  readonly skill: string;
  /** `2026-11-24`. */
  readonly date: string;
  readonly outcome?: 'did' | 'not-today' | 'helped' | undefined;
};

/** `at` in milliseconds; `date` and `today` (`2026-11-24`) and `time` by the channel's clock. */
export type BundleTime = {
  readonly at: number;
  readonly date: string;
  readonly today: string;
  readonly time: string;
};

export type ShoutoutDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly slacks: Slacks;
  readonly outbox: Pick<
    Outbox,
    'noteTask' | 'retryTask' | 'prepare' | 'arrange' | 'cancel' | 'upcoming'
  >;
  readonly log: Log;
  readonly audit: Pick<Audit, 'note'>;
  /** Why a person may not set up or change what a channel gets, if an administrator limits it. */
  readonly planRefusal: PlanRefusal;
  /** What guests may do in a workspace. */
  readonly guestRules: (workspace: string) => Promise<GuestRules>;
  /** A button that shows a skill to the person who presses it. */
  readonly readButton: (skill: Entry, label: string) => ButtonSpec;
  /** Something has changed that the Home tabs of these people show. */
  readonly homeChanged: (workspace: string, users: readonly string[]) => void;
  /** For all that is stored about a person, and for the export of it. */
  readonly dataButtons: () => readonly ButtonSpec[];
  /** A person's latest tries, newest first. */
  readonly triesOf: (workspace: string, user: string) => Promise<readonly TriedSkill[]>;
  /**
   * The ids of the skills that a channel's coming tips lean to; none if they come from all alike,
   * `undefined` if it gets no tips.
   */
  readonly tipLeaning: (
    workspace: string,
    channel: string,
  ) => Promise<{ readonly skills: readonly string[] } | undefined>;
  /**
   * The first moment after `after` (milliseconds) at which a channel shows its thanks together;
   * `undefined` if it shows each one at once.
   */
  readonly nextBundle: (
    workspace: string,
    channel: string,
    after: number,
  ) => Promise<BundleTime | undefined>;
  /**
   * The id of the moderators' channel. Without one, reports are only listed by
   * `npm run shoutouts -- reports`.
   */
  readonly reportChannel: (workspace: string) => Promise<string | undefined>;
};
