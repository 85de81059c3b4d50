import type { Content } from '../../content/content.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { PersonalData } from '../../ports/personal-data.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';

export type MyDataDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly store: Store;
  readonly clock: Clock;
  readonly slacks: Slacks;
  readonly outbox: Pick<Outbox, 'noteTask' | 'arrange' | 'forgetUser'>;
  readonly log: Log;
  readonly audit: Pick<Audit, 'note' | 'noted'>;
  /** Everything that keeps something about a person, by names that running deletions note. */
  readonly parts: Readonly<Record<string, PersonalData>>;
};
