import type { Shoutouts } from '../deps.ts';
import { change } from '../records/repository.ts';
import { type Shoutout, waitsUntil } from '../shoutout.ts';
import { giveUpWaiting } from '../transitions.ts';
import { patiently } from './call-outcome.ts';
import { introducePeople, tellPeople } from './notify.ts';
import { type CardOutcome, syncCard } from './sync-card.ts';

/** Shows to everyone whom it concerns what a shout-out is after a change, or when it is new. */
export function announce(
  parts: Shoutouts,
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout,
): { readonly card: Promise<CardOutcome>; readonly people: Promise<void> } {
  const isNowPosted = after.state === 'posted' && before?.state !== 'posted';
  const show = () => syncCard(parts, workspace, after.id, { post: isNowPosted });
  const tell = () => tellPeople(parts, workspace, after, toBeTold(before, after));
  const failed = (error: unknown) =>
    parts.log.error({ err: error }, 'a shout-out could not be shown to all whom it concerns');
  const card = show();
  const people = (async () => {
    const shown = await card.catch(() => undefined);
    if (shown?.kind === 'refused') return;
    patiently(waitOf(shown), async () => waitOf(await show())).catch(failed);
    const busy = await tell();
    patiently(busy, tell).catch(failed);
    if (isNowPosted) await introducePeople(parts, workspace, after);
  })();
  people.catch(failed);
  return { card, people };
}

const waitOf = (outcome: CardOutcome | undefined): number | undefined =>
  outcome?.kind === 'limited' ? outcome.retryAfter : undefined;

function toBeTold(before: Shoutout | undefined, after: Shoutout): readonly string[] {
  const added = after.people.filter((id) => !before?.people.includes(id));
  if (after.state === 'waiting') return after.asked;
  if (after.state === 'private') return before?.state === 'waiting' ? after.people : added;
  // A change of a message tells nobody; only a new card names people so that they hear of it.
  return after.state === 'posted' && before?.state === 'posted' ? added : [];
}

/** A shout-out as it is, unless it has waited for an answer for too long: then it becomes private now. */
export async function settled(
  parts: Shoutouts,
  workspace: string,
  shoutout: Shoutout,
): Promise<Shoutout> {
  if (shoutout.state !== 'waiting' || waitsUntil(shoutout) > parts.clock.now()) return shoutout;
  const changed = await change(parts, workspace, shoutout.id, giveUpWaiting);
  if (changed.kind !== 'changed' || !changed.after) return shoutout;
  announce(parts, workspace, changed.before, changed.after).card.catch(() => {});
  return changed.after;
}
