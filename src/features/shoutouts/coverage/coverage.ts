import { put } from '../../../ports/store.ts';
import { mondayOf } from '../records/indexes.ts';
import { doneKey, type Week, weekKey } from '../records/keys.ts';
import type { RepositoryDeps } from '../records/repository.ts';
import { daysBetween, everywhere, type Tally, tallied } from '../records/weekly-tally.ts';

type SkillSeen = {
  /** The last day within the time asked for on which it was seen; none where it was not. */
  readonly lastSeen: string | undefined;
  /** How often it was tried. */
  readonly tried: number;
};

/**
 * What a team saw of its skills. Of a small team nothing but the number of its moments is told: a skill would be a person there.
 * Small is fewer than five people who were thanked or tried something in this time; givers and witnesses don't count, because
 * nothing is told of what they did.
 */
export type Coverage =
  | { readonly kind: 'total'; readonly moments: number }
  | {
      readonly kind: 'skills';
      readonly moments: number;
      /** Skills that were neither seen nor tried are not in it. */
      readonly skills: ReadonlyMap<string, SkillSeen>;
    };

const fewestPeople = 5;
export const coverageWeeks = 12;

type Asked = {
  readonly workspace: string;
  /** `undefined`: of the whole workspace. */
  readonly channel: string | undefined;
  readonly today: string;
  /** How many weeks, this one included. */
  readonly weeks?: number;
};

export async function coverage(
  { store }: RepositoryDeps,
  { workspace, channel, today, weeks = coverageWeeks }: Asked,
): Promise<Coverage> {
  const thisWeek = Temporal.PlainDate.from(mondayOf(today));
  const mondays = Array.from({ length: weeks }, (_, back) =>
    thisWeek.subtract({ weeks: back }).toString(),
  );
  const scope = channel ?? everywhere;
  const found = await store.getMany(mondays.map((day) => weekKey(workspace, scope, day)));
  const known = mondays.flatMap((monday, place) => {
    const week = found[place];
    return week ? [{ monday, week }] : [];
  });
  return summary(known);
}

type KnownWeek = { readonly monday: string; readonly week: Week };

/** The newest week first. */
function summary(weeks: readonly KnownWeek[]): Coverage {
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
  return isSmallTeam(weeks) ? { kind: 'total', moments } : { kind: 'skills', moments, skills };
}

function isSmallTeam(weeks: readonly KnownWeek[]): boolean {
  const people = new Set(weeks.flatMap(({ week }) => Object.keys(week.people)));
  return people.size < fewestPeople && !weeks.some(({ week }) => week.many);
}

function lastDay(monday: string, seen: readonly number[]): string | undefined {
  const days = seen.findLastIndex((count) => count > 0);
  return days < 0 ? undefined : Temporal.PlainDate.from(monday).add({ days }).toString();
}

/** Four weeks in which a skill is not seen make it a quiet one. */
export const quietAfter = 28;

/**
 * How much the tips' deck leans to each skill: 1 for what was seen in the last four weeks, 2 before that, 3 for what was not seen for
 * eight. All 1 for a small team, whose tips would tell what its coverage doesn't.
 */
export function leanings(
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
  /** Whose tip it was; `undefined` for a tip of one's own. */
  readonly channel: string | undefined;
  readonly user: string;
  readonly skill: string;
  /** The person's own date. */
  readonly day: string;
};

const rememberedFor = 25 * 3_600_000;

/** Counts for the team that a skill was tried; who did it is told to nobody. The same press counts once. */
export async function countTry(
  { store }: RepositoryDeps,
  press: string,
  { workspace, channel, user, skill, day }: Try,
): Promise<void> {
  const scopes = channel ? [channel, everywhere] : [everywhere];
  const tally: Tally = { scopes, day, skill, people: [user], what: 'tried' };
  const done = doneKey(workspace, press);
  const keys = scopes.map((scope) => weekKey(workspace, scope, mondayOf(day)));
  await store.update([done, ...keys], (before, ...values) => {
    if (before) return { writes: [], result: undefined };
    const weeks = values as (Week | undefined)[];
    return {
      writes: [
        put(done, { id: press }, rememberedFor),
        ...keys.map((key, place) => put(key, tallied(weeks[place], tally, 1))),
      ],
      result: undefined,
    };
  });
}
