import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout } from '../records/repository.ts';
import { consentDeadline, type Shoutout } from '../shoutout.ts';
import { expireConsent } from '../transitions.ts';
import { retryOnce } from './call-outcome.ts';
import { introducePeople, notifyPeople } from './notify.ts';
import { type CardOutcome, syncCard } from './sync-card.ts';

/** Shows to everyone whom it concerns what a shout-out is after a change, or when it is new. */
export function announce(
  parts: ShoutoutDeps,
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout,
): { readonly card: Promise<CardOutcome>; readonly people: Promise<void> } {
  const isNowPosted = after.state === 'posted' && before?.state !== 'posted';
  const show = () => syncCard(parts, workspace, after.id, { post: isNowPosted });
  const tell = () => notifyPeople(parts, workspace, after, toBeTold(before, after));
  const failed = (error: unknown) =>
    parts.log.error({ err: error }, 'a shout-out could not be shown to all whom it concerns');
  const card = show();
  const people = (async () => {
    const shown = await card.catch(() => undefined);
    if (shown?.kind === 'refused') return;
    retryOnce(waitOf(shown), async () => waitOf(await show())).catch(failed);
    const busy = await tell();
    retryOnce(busy, tell).catch(failed);
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
  parts: ShoutoutDeps,
  workspace: string,
  shoutout: Shoutout,
): Promise<Shoutout> {
  if (shoutout.state !== 'waiting' || consentDeadline(shoutout) > parts.clock.now())
    return shoutout;
  const changed = await changeShoutout(parts, workspace, shoutout.id, expireConsent);
  if (changed.kind !== 'changed' || !changed.after) return shoutout;
  announce(parts, workspace, changed.before, changed.after).card.catch(() => {});
  return changed.after;
}
