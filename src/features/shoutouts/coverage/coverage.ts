import { put } from '../../../ports/store.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { fewestPeople, hasFewPeople } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { mondayOf } from '../records/indexes.ts';
import { doneKey, doneTtl, type Week, weekKey } from '../records/keys.ts';
import type { RepositoryDeps } from '../records/repository.ts';
import { applyTally, daysBetween, everywhere, type Tally } from '../records/weekly-tally.ts';

type SkillSeen = {
  /** The last day on which it was seen within the weeks asked for. */
  readonly lastSeen: string | undefined;
  readonly tried: number;
};

/**
 * The skills that a team saw and tried. For a small team it is only the number of moments, because
 * single skills would point to single people.
 */
export type Coverage =
  | {
      readonly kind: 'total';
      readonly moments: number;
      /** Few people are in the channel, or few were thanked or tried something. */
      readonly few: 'here' | 'active';
    }
  | {
      readonly kind: 'skills';
      readonly moments: number;
      /** Without the skills that were neither seen nor tried. */
      readonly skills: ReadonlyMap<string, SkillSeen>;
    };

export const coverageWeeks = 12;

type CoverageQuery = {
  readonly workspace: string;
  /** `undefined`: the whole workspace. */
  readonly channel: string | undefined;
  readonly today: string;
  /** The number of weeks, including this one. */
  readonly weeks?: number;
};

/**
 * Sums up the latest weeks of a channel, or of the workspace. A team is small here if fewer than five
 * people were thanked or tried something in this time; givers and witnesses don't count, as nothing
 * is told about them.
 */
export async function coverage(deps: RepositoryDeps, query: CoverageQuery): Promise<Coverage> {
  const weeks = await latestWeeks(deps, query);
  const { moments, skills } = summarize(weeks);
  return hasFewActive(weeks)
    ? { kind: 'total', moments, few: 'active' }
    : { kind: 'skills', moments, skills };
}

/** Milliseconds to count the people in a channel; without an answer the stricter rule holds. */
const countTimeout = 1500;

/**
 * The same for the people in a channel, who read its cards: a team is small if fewer than five people
 * are in it, as for its recap. What was tried nobody else knows, so it stays untold while fewer than
 * five people were thanked or tried something.
 */
export async function channelCoverage(
  deps: RepositoryDeps & Pick<ShoutoutDeps, 'slacks'>,
  query: CoverageQuery & { readonly channel: string },
): Promise<Coverage> {
  const counting = withTimeout(hasFewPeople(deps, query), countTimeout);
  const [weeks, isSmall] = await Promise.all([
    latestWeeks(deps, query),
    counting.catch(() => undefined),
  ]);
  const { moments, skills } = summarize(weeks);
  const hidesTries = hasFewActive(weeks);
  if (isSmall) return { kind: 'total', moments, few: 'here' };
  if (hidesTries && (isSmall === undefined || moments === 0))
    return { kind: 'total', moments, few: 'active' };
  if (!hidesTries) return { kind: 'skills', moments, skills };
  const untried = [...skills].map(([skill, seen]) => [skill, { ...seen, tried: 0 }] as const);
  return { kind: 'skills', moments, skills: new Map(untried) };
}

/** When each skill was last seen, for those who could read all of it in the channel itself. */
export async function lastSeenIn(
  deps: RepositoryDeps,
  query: CoverageQuery & { readonly channel: string },
): Promise<ReadonlyMap<string, SkillSeen>> {
  return summarize(await latestWeeks(deps, query)).skills;
}

async function latestWeeks(
  { store }: RepositoryDeps,
  { workspace, channel, today, weeks = coverageWeeks }: CoverageQuery,
): Promise<readonly DatedWeek[]> {
  const thisWeek = Temporal.PlainDate.from(mondayOf(today));
  const mondays = Array.from({ length: weeks }, (_, back) =>
    thisWeek.subtract({ weeks: back }).toString(),
  );
  const scope = channel ?? everywhere;
  const found = await store.getMany(mondays.map((day) => weekKey(workspace, scope, day)));
  return mondays.flatMap((monday, place) => {
    const week = found[place];
    return week ? [{ monday, week }] : [];
  });
}

type DatedWeek = { readonly monday: string; readonly week: Week };

/** `weeks`: newest first. */
function summarize(weeks: readonly DatedWeek[]) {
  const skills = new Map<string, SkillSeen>();
  let moments = 0;
  for (const { monday, week } of weeks) {
    for (const [skill, { seen, tried }] of Object.entries(week.skills)) {
      const count = seen.reduce((sum, one) => sum + one, 0);
      moments += count;
      if (count + tried === 0) continue;
      const newer = skills.get(skill);
      skills.set(skill, {
        lastSeen: newer?.lastSeen ?? lastDay(monday, seen),
        tried: (newer?.tried ?? 0) + tried,
      });
    }
  }
  return { moments, skills };
}

function hasFewActive(weeks: readonly DatedWeek[]): boolean {
  const people = new Set(weeks.flatMap(({ week }) => Object.keys(week.people)));
  return people.size < fewestPeople && !weeks.some(({ week }) => week.many);
}

function lastDay(monday: string, seen: readonly number[]): string | undefined {
  const days = seen.findLastIndex((count) => count > 0);
  return days < 0 ? undefined : Temporal.PlainDate.from(monday).add({ days }).toString();
}

/** Days without a moment after which a skill counts as quiet. */
export const quietAfter = 28;

/**
 * The weight of each skill for tips: 1 if it was seen in the last four weeks, 2 if in the four
 * weeks before, 3 otherwise. All are 1 for a small team, whose tips would reveal what its coverage
 * hides.
 */
export function skillWeights(
  found: Coverage,
  skills: readonly string[],
  today: string,
): ReadonlyMap<string, 1 | 2 | 3> {
  if (found.kind === 'total') return new Map(skills.map((skill) => [skill, 1]));
  return new Map(
    skills.map((skill) => {
      const seen = found.skills.get(skill)?.lastSeen;
      const days = seen ? daysBetween(seen, today) : Number.POSITIVE_INFINITY;
      return [skill, days < quietAfter ? 1 : days < 2 * quietAfter ? 2 : 3];
    }),
  );
}

type Try = {
  readonly workspace: string;
  /** The channel of the tip; `undefined` for a personal tip. */
  readonly channel: string | undefined;
  /** Whether everyone in the workspace may read that channel. */
  readonly inPublicChannel?: boolean;
  readonly user: string;
  readonly skill: string;
  /** The date in the person's time zone. */
  readonly day: string;
};

/**
 * Counts a tried skill, and the person among the week's active people. Each `dedupeKey` counts
 * once.
 */
export async function countTry(
  { store }: RepositoryDeps,
  dedupeKey: string,
  { workspace, channel, inPublicChannel, user, skill, day }: Try,
): Promise<void> {
  const isForAll = inPublicChannel || !channel;
  const scopes = [...(channel ? [channel] : []), ...(isForAll ? [everywhere] : [])];
  const tally: Tally = { scopes, day, skill, people: [user], what: 'tried' };
  const done = doneKey(workspace, dedupeKey);
  const keys = scopes.map((scope) => weekKey(workspace, scope, mondayOf(day)));
  await store.update([done, ...keys], (before, ...values) => {
    if (before) return { writes: [], result: undefined };
    const weeks = values as (Week | undefined)[];
    return {
      writes: [
        put(done, { id: dedupeKey }, doneTtl),
        ...keys.map((key, place) => put(key, applyTally(weeks[place], tally, 1))),
      ],
      result: undefined,
    };
  });
}
