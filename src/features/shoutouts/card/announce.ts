import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout } from '../records/repository.ts';
import { consentDeadline, type Shoutout } from '../shoutout.ts';
import { expireConsent } from '../transitions.ts';
import { retryWhileLimited } from './call-outcome.ts';
import { introducePeople, notifyPeople } from './notify.ts';
import { type CardOutcome, syncCard } from './sync-card.ts';

/**
 * Brings the card and the direct messages of a new or changed shout-out up to date. `card` resolves
 * when the channel is done, `people` after the direct messages as well.
 */
export function announce(
  deps: ShoutoutDeps,
  workspace: string,
  before: Shoutout | undefined,
  after: Shoutout,
): { readonly card: Promise<CardOutcome>; readonly people: Promise<void> } {
  const isNewlyPosted = after.state === 'posted' && before?.state !== 'posted';
  const updateCard = () => syncCard(deps, workspace, after.id, { post: isNewlyPosted });
  const notify = () => notifyPeople(deps, workspace, after, peopleToNotify(before, after));
  const logFailure = (error: unknown) =>
    deps.log.error({ err: error }, 'could not announce a shout-out');
  const card = updateCard();
  const people = (async () => {
    const outcome = await card.catch(() => undefined);
    if (outcome?.kind === 'refused') return;
    const retryCard = async () => secondsToWait(await updateCard());
    retryWhileLimited(secondsToWait(outcome), retryCard).catch(logFailure);
    const retryAfter = await notify();
    retryWhileLimited(retryAfter, notify).catch(logFailure);
    if (isNewlyPosted) await introducePeople(deps, workspace, after);
  })();
  people.catch(logFailure);
  return { card, people };
}

const secondsToWait = (outcome: CardOutcome | undefined): number | undefined =>
  outcome?.kind === 'limited' ? outcome.retryAfter : undefined;

function peopleToNotify(before: Shoutout | undefined, after: Shoutout): readonly string[] {
  const added = after.people.filter((id) => !before?.people.includes(id));
  if (after.state === 'waiting') return after.asked;
  if (after.state === 'private') return before?.state === 'waiting' ? after.people : added;
  // Slack notifies the people mentioned in a new card, but not those added by an update.
  return after.state === 'posted' && before?.state === 'posted' ? added : [];
}

/** Makes a shout-out private if its consent is overdue, and returns it as it is now. */
export async function expireIfOverdue(
  deps: ShoutoutDeps,
  workspace: string,
  shoutout: Shoutout,
): Promise<Shoutout> {
  if (shoutout.state !== 'waiting' || consentDeadline(shoutout) > deps.clock.now()) return shoutout;
  const changed = await changeShoutout(deps, workspace, shoutout.id, expireConsent);
  if (changed.kind !== 'changed' || !changed.after) return shoutout;
  announce(deps, workspace, changed.before, changed.after).card.catch(() => {});
  return changed.after;
}
