import type { Content } from '../../content/content.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Languages } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Message } from '../../slack/ui/message.ts';

export type Person = { readonly workspace: string; readonly user: string };

export type LanguageDeps = {
  readonly content: () => Content;
  readonly languages: Languages;
  readonly slacks: Slacks;
  readonly log: Log;
  readonly audit: Pick<Audit, 'note'>;
  /** The answer to a person who may change the tips of a channel, or why not and what was typed. */
  readonly ifAllowed: (
    person: Person,
    channel: string,
    answer: () => Promise<Message>,
    typed?: string,
  ) => Promise<Message>;
  /** A person, or a channel, reads another language: also what waits for them already. */
  readonly changed: (workspace: string, id: string) => void;
};
