import type { Pending, Shoutout } from './shoutout.ts';
import { isToHear, readsAlike } from './transitions.ts';

/** Names a change, and says who makes it and when. */
export type Change = Pick<Pending, 'change' | 'by' | 'since'>;

/**
 * `after` with a note of the change, if messages in Slack have to change with it. The note is stored
 * in the same step as the change, so that any replica can finish it. `isRepeat`: they have to be
 * brought up to date although nothing changed.
 */
export function withPending(
  before: Shoutout | undefined,
  after: Shoutout,
  change: Change,
  isRepeat = false,
): Shoutout {
  const isCardFound = after.card && !before?.card && !after.pending;
  if (before && looksAlike(before, after) && !isRepeat && !isCardFound) return after;
  const { refused: _, ...rest } = after;
  return { ...rest, pending: nextPending(before, after, change, isRepeat) };
}

/** Whether all messages about two versions are the same. */
function looksAlike(one: Shoutout, other: Shoutout): boolean {
  return (
    one.state === other.state &&
    JSON.stringify([one.asked, one.declined]) === JSON.stringify([other.asked, other.declined]) &&
    one.showAt === other.showAt &&
    one.from === other.from &&
    JSON.stringify(one.seenBy) === JSON.stringify(other.seenBy) &&
    readsAlike(one, other)
  );
}

function nextPending(
  before: Shoutout | undefined,
  after: Shoutout,
  change: Change,
  isRepeat: boolean,
): Pending {
  const earlier = before?.pending;
  const isPublic = after.state === 'posted' && after.channel !== undefined;
  const isNew = before?.state !== 'posted' || earlier?.card === 'post' || isRepeat;
  const card = after.card ? 'change' : isNew ? 'post' : undefined;
  const notify = new Set([...(earlier?.notify ?? []), ...peopleToNotify(before, after)]);
  const hearByCard = before?.state === 'posted' ? (earlier?.unlessThere ?? []) : after.people;
  return {
    ...change,
    ...(isPublic && card ? { card } : {}),
    notify: [...notify].filter((id) => isToHear(after, id)),
    unlessThere: isPublic ? hearByCard.filter((id) => isToHear(after, id)) : [],
  };
}

function peopleToNotify(before: Shoutout | undefined, after: Shoutout): readonly string[] {
  const added = after.people.filter((id) => !before?.people.includes(id));
  if (after.state === 'hidden')
    return before?.state === 'hidden' || after.from === undefined ? [] : [after.from];
  // All are told at once: who isn't asked has to hear of it, too, however the others decide.
  if (after.state === 'waiting') return after.people;
  if (after.state === 'private') return before?.state === 'waiting' ? after.people : added;
  // Slack notifies the people mentioned in a new card, but not those added by an update.
  return after.state === 'posted' && before?.state === 'posted' ? added : [];
}
