import type { Content } from '../../../content/content.ts';
import type { Obstacle } from '../../../slack/api/post-target.ts';
import { within } from '../../../slack/ui/limits.ts';
import { maxPeople, textLimits } from '../shoutout.ts';
import type { CustomerData } from '../text/customer-data.ts';
import type { FormDraft } from './draft.ts';
import type { LookupResult } from './lookup.ts';
import type { DraftProblem } from './validate.ts';

/** Why a card can't be posted in a channel. `refused`: Slack refused the post itself. */
export type CardObstacle = Obstacle | 'refused' | 'outside';

/** A problem as a sentence for the giver. */
export function problemText(
  content: Content,
  problem: DraftProblem,
  { facts, draft }: { readonly facts: LookupResult | undefined; readonly draft: FormDraft },
): string {
  const { words, language } = content;
  const { most, leastWords } = textLimits;
  switch (problem.what) {
    case 'nobody':
      return words('shoutout.wrong.nobody');
    case 'too-many':
      return words('shoutout.wrong.too-many', { count: problem.count, most: maxPeople });
    case 'none':
      return words('shoutout.wrong.no-skill');
    case 'unknown':
      if (problem.field === 'skill')
        return unknownSkill(content, draft.unknown ?? draft.skill ?? '');
      break;
    case 'too-short':
      return words('shoutout.wrong.too-short');
    case 'too-long':
      return 'length' in problem
        ? words('shoutout.wrong.too-long', { length: problem.length, most })
        : words('shoutout.wrong.long-link');
    case 'too-few-words':
      return words('shoutout.wrong.few-words', { least: leastWords });
    case 'not-a-link':
      return words('shoutout.wrong.no-link');
  }
  const { what, people } = problem;
  if (what === 'oneself' || what === 'stranger') return words(`shoutout.wrong.${what}`);
  const names = people.map((id) => facts?.nameOf(id) || words('shoutout.somebody'));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  return words(`shoutout.wrong.${what}`, { people: list });
}

/** Characters of a name that a sentence repeats. */
export const maxEchoLength = 60;

export function unknownSkill({ words }: Content, name: string): string {
  return words('shoutout.wrong.unknown-skill', { name: within(maxEchoLength, name) });
}

/** A note if there are too many people for one shout-out. */
export function tooManyNotes({ words }: Content, count: number): readonly string[] {
  return count > maxPeople ? [words('shoutout.wrong.too-many', { count, most: maxPeople })] : [];
}

/** The problems of each field in one text. */
export function problemsByField(
  content: Content,
  problems: readonly DraftProblem[],
  about: { readonly facts: LookupResult | undefined; readonly draft: FormDraft },
): Record<string, string> {
  const byField = Map.groupBy(problems, ({ field }) => field);
  return Object.fromEntries(
    [...byField].map(([field, ofField]) => [
      field,
      ofField.map((one) => problemText(content, one, about)).join(' '),
    ]),
  );
}

/** The pieces of a text that may be customer data, each once. */
export function piecesOf(text: string, found: readonly CustomerData[]): readonly string[] {
  return [...new Set(found.map(({ start, end }) => text.slice(start, end)))];
}
