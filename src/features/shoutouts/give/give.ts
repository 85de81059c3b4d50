import type { Person } from '../../../ports/slack.ts';
import { StoreUnavailable } from '../../../ports/store.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { announce, cardStateOf } from '../card/announce.ts';
import { expireWaiting } from '../card/expire-waiting.ts';
import { type CardOutcome, isCardInPlace } from '../card/sync-card.ts';
import type { BundleTime, ShoutoutDeps } from '../deps.ts';
import { thankedPeople } from '../records/preferences.ts';
import { addShoutout, changeShoutout, forgetGiven } from '../records/repository.ts';
import { isHeld, newShoutout, type Shoutout, type Thanks } from '../shoutout.ts';
import type { CardObstacle } from './problem-texts.ts';

/** Milliseconds left before Slack's three-second deadline. */
export type RemainingTime = () => number;

/** Milliseconds; the rest of the three seconds is for the reply itself. */
const replyTimeout = 2300;

/** Counts down from `replyTimeout`, never below 1. */
export function replyDeadline(): RemainingTime {
  const start = performance.now();
  return () => Math.max(1, replyTimeout - (performance.now() - start));
}

/** Milliseconds after the deadline until the reply says that the outcome is unknown. */
export const replyGrace = 100;

/** Milliseconds. After a longer lookup nothing is given, as the reply would come too late. */
export const lookupTimeout = 1400;

/** Milliseconds within which the same text counts as sent twice by accident. */
const duplicateWindow = 60_000;

type Giving = {
  readonly workspace: string;
  readonly giver: Person;
  readonly dedupeKey: string;
  /** `undefined`: private. */
  readonly channel: string | undefined;
  readonly inPublicChannel: boolean;
  readonly byMention: boolean | undefined;
  readonly thanks: Thanks;
  readonly remaining: RemainingTime;
};

export type Outcome =
  | {
      readonly kind: 'given';
      readonly shoutout: Shoutout;
      /** `coming`: it will be posted. `late`: it is unknown whether it was. */
      readonly card: 'shown' | 'coming' | 'late';
      /** Whether somebody who is thanked isn't in the channel, and so hears of it directly. */
      readonly hasAbsent: boolean;
      /** When its card comes, if it waits for a bundle. */
      readonly bundle?: BundleTime | undefined;
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'quota-reached' }
  /** The store can't be reached. Nothing was given. */
  | { readonly kind: 'not-now' }
  /** Its card can't be posted there, so it was not given. */
  | { readonly kind: 'blocked'; readonly blockedBy: CardObstacle };

/** Stores a shout-out and announces it. The same `dedupeKey` gives the same shout-out. */
export async function giveThanks(
  deps: ShoutoutDeps,
  { workspace, giver, dedupeKey, channel, inPublicChannel, byMention, thanks, remaining }: Giving,
): Promise<Outcome> {
  const { id: from, timeZone } = giver;
  const reading = Promise.all([
    thankedPeople(deps, workspace, thanks.people),
    channel === undefined ? undefined : deps.nextBundle(workspace, channel, deps.clock.now()),
  ]);
  const read = await reading.catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
    deps.log.error({ err: error }, 'could not give a shout-out');
    return undefined;
  });
  if (!read) return { kind: 'not-now' };
  const [thanked, bundle] = read;
  const place = { channel, inPublicChannel, byMention, isBundled: bundle !== undefined };
  const shoutout = newShoutout(deps, { from, timeZone, ...place, thanked }, thanks);
  const given = await addShoutout(deps, workspace, dedupeKey, shoutout, duplicateWindow);
  if (given.kind === 'gone' || given.kind === 'quota-reached') return given;
  if (given.kind === 'again') {
    // The first delivery may be posting it at this moment.
    const shown = await settleWithin(
      deps,
      isCardInPlace(deps, workspace, given.shoutout),
      remaining(),
    );
    const card = shown ? 'shown' : 'late';
    const when = isHeld(given.shoutout) ? { bundle } : {};
    return { ...given, kind: 'given', card, hasAbsent: false, ...when };
  }
  expireWaiting(deps, workspace);
  const { card, all } = announce(deps, workspace, shoutout.id, { isNew: true });
  const posted = await settleWithin(deps, card, remaining());
  if (posted?.kind === 'refused') {
    await changeShoutout(deps, workspace, shoutout.id, () => 'deleted');
    await forgetGiven(deps, workspace, dedupeKey, shoutout);
    announce(deps, workspace, shoutout.id).card.catch(() => {});
    return { kind: 'blocked', blockedBy: posted.code === 'is_archived' ? 'archived' : 'refused' };
  }
  const finished = await settleWithin(deps, all, remaining());
  const hasAbsent = finished?.hasAbsent === true;
  return { kind: 'given', shoutout, card: givenCard(shoutout, posted), hasAbsent, bundle };
}

function givenCard({ state }: Shoutout, posted: CardOutcome | undefined) {
  if (state !== 'posted' || posted?.kind === 'done') return 'shown';
  return posted && cardStateOf(posted) === 'pending' ? 'coming' : 'late';
}

/** Resolves with `undefined` after `ms` or on failure; the work itself goes on. */
async function settleWithin<Result>(
  { log }: Pick<ShoutoutDeps, 'log'>,
  work: Promise<Result>,
  ms: number,
): Promise<Result | undefined> {
  work.catch((error: unknown) => log.error({ err: error }, 'could not show a shout-out'));
  return withTimeout(work, ms).catch(() => undefined);
}
