import type { Person } from '../../../ports/slack.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { announce } from '../card/announce.ts';
import { expireWaiting } from '../card/expire-waiting.ts';
import { isSeen } from '../card/sync-card.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { thankedPeople } from '../records/preferences-store.ts';
import { addShoutout, changeShoutout } from '../records/repository.ts';
import { newShoutout, type Shoutout, type Thanks } from '../shoutout.ts';
import type { CardObstacle } from './problem-texts.ts';

/** Milliseconds that are left of the time in which Slack wants an answer. */
export type TimeLeft = () => number;

/** Slack waits three seconds, and the answer needs some of them itself. */
const wholeTime = 2300;

export function timeLeft(): TimeLeft {
  const start = performance.now();
  return () => Math.max(1, wholeTime - (performance.now() - start));
}

/** Looking things up may take so much of it; what is given after that would be given behind the person's back. */
export const lookupTimeout = 1400;

/** A line sent twice within so many milliseconds is one shout-out; the same words an hour later are another. */
const duplicateWindow = 60_000;

type Giving = {
  readonly workspace: string;
  readonly giver: Person;
  /** Slack's own name for what led to it. */
  readonly press: string;
  /** `undefined`: privately. */
  readonly channel: string | undefined;
  readonly thanks: Thanks;
  readonly left: TimeLeft;
};

export type Outcome =
  | {
      readonly kind: 'given';
      readonly shoutout: Shoutout;
      /** `late`: kept, and whether its card is in the channel is not known, or not yet. */
      readonly card: 'shown' | 'late';
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'enough for today' }
  /** It can't be shown there, so it was not given. */
  | { readonly kind: 'blocked'; readonly blockedBy: CardObstacle };

/** Keeps a shout-out and shows it to whom it concerns. The same press again is the same shout-out. */
export async function giveThanks(
  parts: ShoutoutDeps,
  { workspace, giver, press, channel, thanks, left }: Giving,
): Promise<Outcome> {
  const { id: from, timeZone } = giver;
  const thanked = await thankedPeople(parts, workspace, thanks.people);
  const shoutout = newShoutout(parts, { from, timeZone, channel, thanked }, thanks);
  const given = await addShoutout(parts, workspace, press, shoutout, duplicateWindow);
  if (given.kind === 'gone' || given.kind === 'enough for today') return given;
  if (given.kind === 'again') {
    // Whoever was first may be posting it at this moment.
    const isShown = await inTime(parts, isSeen(parts, workspace, given.shoutout), left());
    return { ...given, kind: 'given', card: isShown ? 'shown' : 'late' };
  }
  expireWaiting(parts, workspace);
  const { card, people } = announce(parts, workspace, undefined, shoutout);
  const shown = await inTime(parts, card, left());
  if (shown?.kind === 'refused') {
    await changeShoutout(parts, workspace, shoutout.id, () => 'deleted');
    return { kind: 'blocked', blockedBy: shown.code === 'is_archived' ? 'archived' : 'refused' };
  }
  await inTime(parts, people, left());
  const isLate = shoutout.state === 'posted' && shown?.kind !== 'done';
  return { kind: 'given', shoutout, card: isLate ? 'late' : 'shown' };
}

/** What comes of work that goes on by itself when the time is over; `undefined` then, and where it fails. */
async function inTime<Result>(
  { log }: Pick<ShoutoutDeps, 'log'>,
  work: Promise<Result>,
  ms: number,
): Promise<Result | undefined> {
  work.catch((error: unknown) => log.error({ err: error }, 'a shout-out could not be shown'));
  return withTimeout(work, ms).catch(() => undefined);
}
