import type { Index } from '../../../store/index-pages.ts';
import { type Shoutout, shoutoutSchema } from '../shoutout.ts';
import { monthsNamespace, namespace, shoutoutFolder } from './keys.ts';

export const monthOf = (day: string): string => day.slice(0, 7);

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

const index = (workspace: string, name: string): Index => ({ namespace, workspace, name });

const dayIndex = (workspace: string, day: string): Index => index(workspace, `day/${day}`);

/** Which of a person's two histories. */
export type Side = 'given' | 'received';

export const monthIndex = (workspace: string, side: Side, user: string, month: string): Index =>
  index(workspace, `${side}/${user}/${month}`);

/** The months in which a person's history has something, or had before it was deleted. Its items are no shout-outs. */
export const monthsIndex = (workspace: string, side: Side, user: string): Index => ({
  namespace: monthsNamespace,
  workspace,
  name: `${side}/${user}`,
});

/** What everybody could see in a channel, by the Monday of the week. */
export const channelIndex = (workspace: string, channel: string, monday: string): Index =>
  index(workspace, `channel/${channel}/${monday}`);

/** What may be told again of a skill. */
export const momentIndex = (workspace: string, skill: string, month: string): Index =>
  index(workspace, `moment/${skill}/${month}`);

/** Every index that a shout-out belongs into, as it is now. */
export function indexesOf(workspace: string, shoutout: Shoutout): readonly Index[] {
  const { channel, day, from, people, skill, state, retell } = shoutout;
  const month = monthOf(day);
  const isReceived = state === 'posted' || state === 'private';
  const isPublic = state === 'posted';
  return [
    dayIndex(workspace, day),
    monthIndex(workspace, 'given', from, month),
    ...(isReceived ? people.map((id) => monthIndex(workspace, 'received', id, month)) : []),
    ...(isPublic && channel ? [channelIndex(workspace, channel, mondayOf(day))] : []),
    ...(isPublic && retell ? [momentIndex(workspace, skill, month)] : []),
  ];
}

/** The lists of months that have to name the month of a shout-out. */
export function monthsIndexesOf(
  workspace: string,
  { from, people, state }: Shoutout,
): readonly Index[] {
  const isReceived = state === 'posted' || state === 'private';
  return [
    monthsIndex(workspace, 'given', from),
    ...(isReceived ? people.map((id) => monthsIndex(workspace, 'received', id)) : []),
  ];
}

const ownIndex = /^(?:day|given|received|channel|moment)\//;

/** For whoever checks that indexes and shout-outs agree: what they are called, without the workspace, and where they belong. */
export const indexedShoutouts = {
  namespace,
  recordPrefix: shoutoutFolder,
  schema: shoutoutSchema,
  indexesOf: (shoutout: Shoutout): readonly string[] =>
    indexesOf('', shoutout).map(({ name }) => name),
  isIndex: (name: string): boolean => ownIndex.test(name),
};
