import type { Index } from '../../../store/index-pages.ts';
import { isHeld, type Shoutout, shoutoutSchema } from '../shoutout.ts';
import { monthsNamespace, namespace, shoutoutFolder } from './keys.ts';

export const monthOf = (day: string): string => day.slice(0, 7);

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

const index = (workspace: string, name: string): Index => ({ namespace, workspace, name });

const dayIndex = (workspace: string, day: string): Index => index(workspace, `day/${day}`);

/** One of a person's two histories. */
export const sides = ['given', 'received'] as const;
export type Side = (typeof sides)[number];

export const monthIndex = (workspace: string, side: Side, user: string, month: string): Index =>
  index(workspace, `${side}/${user}/${month}`);

/** The months of a person's history, including those whose shout-outs were deleted since. */
export const monthsIndex = (workspace: string, side: Side, user: string): Index => ({
  namespace: monthsNamespace,
  workspace,
  name: `${side}/${user}`,
});

/** The posted shout-outs of a channel, by the Monday of their week. */
export const channelIndex = (workspace: string, channel: string, monday: string): Index =>
  index(workspace, `channel/${channel}/${monday}`);

/** The shout-outs of a channel whose cards wait for its next bundle. */
export const heldIndex = (workspace: string, channel: string): Index =>
  index(workspace, `held/${channel}`);

/** The shout-outs of a skill that may be retold. */
export const momentIndex = (workspace: string, skill: string, month: string): Index =>
  index(workspace, `moment/${skill}/${month}`);

/** Every index that a shout-out belongs to in its current state. */
export function indexesOf(workspace: string, shoutout: Shoutout): readonly Index[] {
  const { channel, day, skill, state, retell } = shoutout;
  const month = monthOf(day);
  const isPublic = state === 'posted';
  return [
    dayIndex(workspace, day),
    ...givers(shoutout).map((id) => monthIndex(workspace, 'given', id, month)),
    ...receivers(shoutout).map((id) => monthIndex(workspace, 'received', id, month)),
    ...(isPublic && channel ? [channelIndex(workspace, channel, mondayOf(day))] : []),
    ...(channel && isHeld(shoutout) ? [heldIndex(workspace, channel)] : []),
    ...(isPublic && retell ? [momentIndex(workspace, skill, month)] : []),
  ];
}

/** Every index of months that has to contain the month of a shout-out. */
export function monthsIndexesOf(workspace: string, shoutout: Shoutout): readonly Index[] {
  return [
    ...givers(shoutout).map((id) => monthsIndex(workspace, 'given', id)),
    ...receivers(shoutout).map((id) => monthsIndex(workspace, 'received', id)),
  ];
}

/**
 * The state that a person reads. A waiting shout-out is only in the history of people who keep it
 * private; its giver can't tell.
 */
export const stateOn = <State extends Shoutout['state']>(
  side: Side,
  state: State,
): State | 'private' => (side === 'received' && state === 'waiting' ? 'private' : state);

const givers = ({ from }: Shoutout): readonly string[] => (from === undefined ? [] : [from]);

/** The people in whose history it is: while it waits, only those who keep it private. */
function receivers({ state, people, declined }: Shoutout): readonly string[] {
  if (state === 'posted' || state === 'private') return people;
  return state === 'waiting' ? people.filter((id) => declined.includes(id)) : [];
}

const ownIndex = /^(?:day|given|received|channel|held|moment)\//;

/** For checking that indexes and shout-outs agree; the names are without the workspace. */
export const indexedShoutouts = {
  namespace,
  recordPrefix: shoutoutFolder,
  schema: shoutoutSchema,
  indexesOf: (shoutout: Shoutout): readonly string[] =>
    indexesOf('', shoutout).map(({ name }) => name),
  isIndex: (name: string): boolean => ownIndex.test(name),
};
