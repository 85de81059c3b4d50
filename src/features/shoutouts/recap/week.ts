import { dateIn } from '../../../calendar/today.ts';
import { lastMinutes } from '../../../ports/outbox.ts';
import { hash } from '../../../text/hash.ts';
import { lastSeenIn, quietAfter } from '../coverage/coverage.ts';
import type { SkillRow } from '../coverage/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { retellable, shoutoutsSince } from '../records/history.ts';
import { isReported } from '../records/reports.ts';
import { findShoutout } from '../records/repository.ts';
import { daysBetween } from '../records/weekly-tally.ts';
import type { Shoutout } from '../shoutout.ts';
import { type Composed, type RecapState, recapStateKey, retoldKey } from './plan.ts';

type SeenSkill = { readonly id: string } & Pick<SkillRow, 'seen'>;

/** What a channel saw in a week. */
export type Week = {
  /** How many moments were thanked for. */
  readonly moments: number;
  /** By id, in the order of the library. */
  readonly skills: readonly SeenSkill[];
  /** The one that is told in full, if there is one that may be. */
  readonly told: Shoutout | undefined;
  /** The ids of the skills that the tips of the coming week lean to, if there are tips. */
  readonly tips: { readonly skills: readonly string[] } | undefined;
};

type WeekQuery = {
  readonly workspace: string;
  readonly channel: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly now: number;
  /** Chooses among the moments, always in the same way. */
  readonly seed: string;
  /** Of the recap that is composed, if it is one that will be posted. */
  readonly occurrence?: string;
};

/** `undefined` if there is nothing to tell. */
export async function weekOf(deps: ShoutoutDeps, query: WeekQuery): Promise<Week | undefined> {
  const { workspace, channel, since, now } = query;
  const today = dateIn('UTC', now);
  const shoutouts = await shoutoutsSince(deps, { workspace, channel, today }, since);
  if (shoutouts.length === 0) return undefined;
  const [told, lastSeen, tips] = await Promise.all([
    chooseMoment(deps, query, shoutouts),
    lastSeenIn(deps, { workspace, channel, today }),
    deps.tipLeaning(workspace, channel),
  ]);
  const thisWeek = new Set(shoutouts.map(({ skill }) => skill));
  const skills = deps
    .content()
    .library.list('skill')
    .map(({ id }): SeenSkill => {
      if (thisWeek.has(id)) return { id, seen: 'week' };
      const seen = lastSeen.get(id)?.lastSeen;
      const isLate = seen === undefined || daysBetween(seen, today) >= quietAfter;
      return { id, seen: isLate ? 'quiet' : 'lately' };
    });
  return { moments: shoutouts.length, skills, told, tips };
}

/** Moments that are looked at for one that may be told. */
const maxCandidates = 50;

/**
 * One whose people all agree, that isn't reported, and that no recap told before, if there is one;
 * any of these, as none is better than another.
 */
async function chooseMoment(
  deps: ShoutoutDeps,
  { workspace, channel, now, seed, occurrence }: WeekQuery,
  shoutouts: readonly Shoutout[],
): Promise<Shoutout | undefined> {
  const agreed = await retellable(deps, workspace, shoutouts.slice(0, maxCandidates), 'unasked');
  const [reported, retold, state] = await Promise.all([
    Promise.all(agreed.map(({ id }) => isReported(deps, workspace, id))),
    deps.store.getMany(agreed.map(({ id }) => retoldKey(workspace, id))),
    deps.store.get(recapStateKey(workspace, channel)),
  ]);
  const replaced = replacedBy(state, occurrence, now)?.postAt;
  const candidates = agreed.flatMap((shoutout, at) => {
    if (reported[at]) return [];
    const isTold = retold[at]?.in.some((one) => one.channel !== channel || one.postAt !== replaced);
    return [{ shoutout, rank: (isTold ? 2 ** 32 : 0) + hash(`${seed} ${shoutout.id}`) }];
  });
  return candidates.sort((one, other) => one.rank - other.rank)[0]?.shoutout;
}

/** What was composed and nobody has read: it can still be changed, or Slack never got it. */
export const openOf = (state: RecapState | undefined, now: number): Composed | undefined =>
  state?.latest && (!state.latest.isQueued || state.latest.postAt * 1000 > now + lastMinutes)
    ? state.latest
    : undefined;

/**
 * What was composed and is not going to be posted once this recap is composed: nobody has read it, or
 * it was an attempt at the same one, which may be late by now.
 */
export const replacedBy = (
  state: RecapState | undefined,
  occurrence: string | undefined,
  now: number,
): Composed | undefined =>
  state?.latest && state.latest.occurrence === occurrence ? state.latest : openOf(state, now);

/** Whether a shout-out may be told as it reads. */
export async function mayBeTold(
  deps: ShoutoutDeps,
  workspace: string,
  { id, edited, text }: Shoutout,
): Promise<boolean> {
  const current = await findShoutout(deps, workspace, id);
  if (!current || current.edited !== edited || current.text !== text) return false;
  const [agreed] = await retellable(deps, workspace, [current], 'unasked');
  return agreed !== undefined && !(await isReported(deps, workspace, id));
}
