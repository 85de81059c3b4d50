import type { Shoutout } from '../shoutout.ts';
import { mondayOf } from './indexes.ts';
import type { Week } from './keys.ts';

/** The counts that one shout-out or one try adds to a week. */
export type Tally = {
  readonly scopes: readonly string[];
  readonly day: string;
  readonly skill: string;
  readonly people: readonly string[];
  readonly what: 'seen' | 'tried';
};

/**
 * The scope of the whole workspace: its public channels, and tips that people get for themselves.
 * A private channel's moments count there alone; otherwise the difference to the sum of the others
 * would tell them. (`all` was the scope of versions that counted it here.)
 */
export const everywhere = 'public';

/** Above this the people of a week are no longer counted one by one: the team is not small. */
const maxPeopleCounted = 50;

/** Only posted shout-outs count. */
export function tallyOf(shoutout: Shoutout): Tally | undefined {
  const { state, channel, inPublicChannel, day, skill, people } = shoutout;
  if (state !== 'posted' || !channel) return undefined;
  const scopes = inPublicChannel ? [channel, everywhere] : [channel];
  return { scopes, day, skill, people, what: 'seen' };
}

export const sameTally = (one: Tally | undefined, other: Tally | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** `sign`: 1 to add, -1 to subtract. */
export function applyTally(week: Week | undefined, tally: Tally, sign: 1 | -1): Week {
  const { skills, people, many } = week ?? { skills: {}, people: {}, many: false };
  const { seen, tried } = skills[tally.skill] ?? { seen: [0, 0, 0, 0, 0, 0, 0], tried: 0 };
  const weekday = daysBetween(mondayOf(tally.day), tally.day);
  const isSeen = tally.what === 'seen';
  const skill = {
    seen: seen.map((count, day) => atLeastZero(count + (isSeen && day === weekday ? sign : 0))),
    tried: atLeastZero(tried + (isSeen ? 0 : sign)),
  };
  const counted = many ? {} : countedPeople(people, tally.people, sign);
  const tooMany = Object.keys(counted).length > maxPeopleCounted;
  return {
    skills: { ...skills, [tally.skill]: skill },
    people: tooMany ? {} : counted,
    many: many || tooMany,
  };
}

function countedPeople(
  before: Readonly<Record<string, number>>,
  people: readonly string[],
  sign: 1 | -1,
): Record<string, number> {
  const counts = { ...before };
  for (const id of people) {
    const count = (counts[id] ?? 0) + sign;
    if (count > 0) counts[id] = count;
    else delete counts[id];
  }
  return counts;
}

const atLeastZero = (count: number): number => Math.max(0, count);

export function daysBetween(earlier: string, later: string): number {
  return Temporal.PlainDate.from(earlier).until(Temporal.PlainDate.from(later)).days;
}
