import type { Person } from '../../../ports/slack.ts';
import {
  type Detail,
  type DetailName,
  type Details,
  detailNames,
  details,
  parseDetails,
} from '../details.ts';
import { maxPeople, type Thanks, textLimits } from '../shoutout.ts';
import { amountIn, cleanText, lengthOf, wordsIn } from '../text/clean-text.ts';

/** UTF-16 code units, ten for each character of a text: longer texts are refused uncleaned. */
const maxCleanedLength = 10 * textLimits.most;
const maxLinkLength = 500;
/** A bot, although its `is_bot` is false. */
const slackbot = 'USLACKBOT';

export type Draft = Details & {
  readonly from: string;
  /** The people mentioned individually. */
  readonly people: readonly string[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  readonly skill: string | undefined;
  readonly text: string;
};

/** Why a person can't be thanked. */
type Reason = 'oneself' | 'bot' | 'deactivated' | 'stranger' | 'guest' | 'unknown';

/** A problem of a field, with the numbers and people for its text. */
export type DraftProblem =
  | { readonly field: 'people'; readonly what: 'nobody' }
  | { readonly field: 'people'; readonly what: 'too-many'; readonly count: number }
  | { readonly field: 'people'; readonly what: Reason; readonly people: readonly string[] }
  | { readonly field: 'skill'; readonly what: 'none' | 'unknown' }
  | { readonly field: 'text'; readonly what: 'too-short' | 'too-long'; readonly length: number }
  | { readonly field: 'text'; readonly what: 'too-few-words'; readonly count: number }
  | { readonly field: DetailName; readonly what: 'not-a-link' | 'too-long' };

export type LeftOut = { readonly id: string; readonly why: Reason };

export type ValidatedDraft = {
  /** `undefined` if there are problems. */
  readonly thanks: Thanks | undefined;
  /** The members of mentioned groups who can't be thanked. */
  readonly leftOut: readonly LeftOut[];
  /** At most one for each field, and for people one for each reason. */
  readonly problems: readonly DraftProblem[];
};

type Facts = {
  readonly person: (id: string) => Person | undefined;
  readonly isSkill: (id: string) => boolean;
  /** Whether a guest may be thanked. */
  readonly mayReceive?: ((id: string) => boolean) | undefined;
};

/** People who can't be thanked are left out of groups, but are a problem if mentioned by name. */
export function validateDraft(
  { person, isSkill, mayReceive = () => true }: Facts,
  draft: Draft,
): ValidatedDraft {
  const { from } = draft;
  const reasonAgainst = (id: string) =>
    reason(id, from, person(id)) ??
    (person(id)?.isGuest && !mayReceive(id) ? ('guest' as const) : undefined);
  const named = [...new Set(draft.people)];
  const members = draft.groups.flatMap((group) => group.members);
  const byGroup = [...new Set(members)].filter((id) => !named.includes(id));
  const people = [...named, ...byGroup.filter((id) => !reasonAgainst(id))];
  const isFarTooLong = draft.text.length > maxCleanedLength;
  const text = isFarTooLong ? draft.text : cleanText(draft.text);
  const problems = [
    ...wrongPeople(named, reasonAgainst),
    ...wrongCount(people.length),
    ...wrongSkill(draft.skill, isSkill),
    ...wrongText(text),
    ...detailNames.flatMap((name) => wrongDetail(name, draft[name])),
  ];
  const thanks: Thanks = {
    people,
    skill: draft.skill ?? '',
    text,
    ...parseDetails((name) => cleanDetail(name, draft[name])),
  };
  return {
    thanks: problems.length === 0 ? thanks : undefined,
    leftOut: byGroup.flatMap((id) => {
      const why = reasonAgainst(id);
      return why ? [{ id, why }] : [];
    }),
    problems,
  };
}

function reason(id: string, from: string, facts: Person | undefined): Reason | undefined {
  if (id === from) return 'oneself';
  if (id === slackbot || facts?.isBot) return 'bot';
  if (!facts) return 'unknown';
  if (facts.isDeactivated) return 'deactivated';
  return facts.isStranger ? 'stranger' : undefined;
}

function wrongPeople(
  named: readonly string[],
  reasonAgainst: (id: string) => Reason | undefined,
): DraftProblem[] {
  const byReason = Map.groupBy(named, reasonAgainst);
  return [...byReason].flatMap(([what, people]) =>
    what ? [{ field: 'people' as const, what, people }] : [],
  );
}

function wrongCount(count: number): DraftProblem[] {
  if (count === 0) return [{ field: 'people', what: 'nobody' }];
  return count > maxPeople ? [{ field: 'people', what: 'too-many', count }] : [];
}

function wrongSkill(skill: string | undefined, isSkill: (id: string) => boolean): DraftProblem[] {
  if (!skill) return [{ field: 'skill', what: 'none' }];
  return isSkill(skill) ? [] : [{ field: 'skill', what: 'unknown' }];
}

function wrongText(text: string): DraftProblem[] {
  const length = lengthOf(text);
  if (length > textLimits.most) return [{ field: 'text', what: 'too-long', length }];
  if (text.length > textLimits.mostUnits)
    return [{ field: 'text', what: 'too-long', length: text.length }];
  if (amountIn(text) < textLimits.least) return [{ field: 'text', what: 'too-short', length }];
  const count = wordsIn(text);
  return count < textLimits.leastWords ? [{ field: 'text', what: 'too-few-words', count }] : [];
}

/** A detail as it is kept; `undefined` if it can't be. */
const cleanValue: Readonly<Record<Detail['kind'], (typed: string) => string | undefined>> = {
  choice: (typed) => typed,
  link: (typed) => parseLink(typed),
};

const cleanDetail = (name: DetailName, typed = '') => cleanValue[details[name].kind](typed);

function wrongDetail(name: DetailName, value: string | undefined): DraftProblem[] {
  const typed = value?.trim();
  if (!typed || cleanDetail(name, typed)) return [];
  return [{ field: name, what: typed.length > maxLinkLength ? 'too-long' : 'not-a-link' }];
}

/** An https link in its canonical form, which shows a lookalike host in punycode. */
function parseLink(typed: string): string | undefined {
  if (typed.length > 10 * maxLinkLength) return undefined;
  const url = URL.parse(typed.trim());
  const isPlain = url?.protocol === 'https:' && !url.username && !url.password;
  return isPlain && url.hostname.includes('.') && url.href.length <= maxLinkLength
    ? url.href
    : undefined;
}
