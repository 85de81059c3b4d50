import { lastMinutes } from '../../../ports/outbox.ts';
import { type Key, put, remove, type Write } from '../../../ports/store.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import type { Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import type { Shoutout } from '../shoutout.ts';
import {
  type Composed,
  personKey,
  type RecapPlace,
  type RecapState,
  type Retellings,
  recapAppointment,
  recapStateKey,
  retoldKey,
} from './plan.ts';
import { openOf, replacedBy } from './week.ts';

const day = 24 * 3_600_000;

/** Recaps of one shout-out, or of one person's moments, that are kept. */
const maxRetellings = 20;

type Deps = Pick<ShoutoutDeps, 'store' | 'clock'>;

/** Up to when the recap before this one told of moments. */
export function tellsBefore(
  state: RecapState | undefined,
  occurrence: string,
  now: number,
): number | undefined {
  const { latest, before } = state ?? {};
  const isPosted = latest && !replacedBy(state, occurrence, now);
  return isPosted ? latest.until : before;
}

/** Notes what a recap is going to tell, so that a change of it finds the recap. */
export async function noteTold(
  { store, clock }: Deps,
  { workspace, channel }: RecapPlace,
  composed: Omit<Composed, 'isQueued'>,
  told: Shoutout | undefined,
): Promise<void> {
  const { occurrence, postAt } = composed;
  const key = recapStateKey(workspace, channel);
  const earlier = (await store.get(key))?.latest?.shoutout;
  const dropped =
    earlier === undefined || earlier === told?.id ? [] : [retoldKey(workspace, earlier)];
  const retold = told ? [retoldKey(workspace, told.id)] : [];
  const people = (told?.people ?? []).map((user) => personKey(workspace, user));
  await store.update([key, ...dropped, ...retold, ...people], (state, ...values) => {
    const now = clock.now();
    const replaced = replacedBy(state, occurrence, now);
    const before = tellsBefore(state, occurrence, now);
    const isQueued = state?.latest?.occurrence === occurrence && state.latest.isQueued;
    const latest = { ...composed, isQueued, ...(told ? { shoutout: told.id } : {}) };
    const known = new Map(
      [...dropped, ...retold, ...people].map(({ name }, at) => [name, values[at] as Retellings]),
    );
    const others = ({ name }: Key<Retellings>) =>
      withoutRecap(known.get(name), channel, replaced?.postAt);
    const added = (one: Key<Retellings>) => ({
      in: [...others(one), { channel, postAt }].slice(-maxRetellings),
    });
    const writes = [
      put(key, { ...(before === undefined ? {} : { before }), latest }),
      ...dropped.map((one) => kept(one, others(one))),
      ...retold.map((one) => put(one, added(one))),
      // What is known of a person serves only until the recap is posted.
      ...people.map((one) => put(one, added(one), postAt * 1000 - now + day)),
    ];
    return { writes, result: undefined };
  });
}

const withoutRecap = (
  known: Retellings | undefined,
  channel: string,
  postAt: number | undefined,
): Retellings['in'] =>
  (known?.in ?? []).filter((one) => one.channel !== channel || one.postAt !== postAt);

const kept = (key: Key<Retellings>, left: Retellings['in']): Write =>
  left.length > 0 ? put(key, { in: left }) : remove(key);

/** Notes whether Slack has the recap of a date; one that it never got has told nothing. */
export async function noteQueued(
  { store }: Deps,
  { workspace, channel }: RecapPlace,
  occurrence: string,
  isQueued: boolean,
): Promise<void> {
  const key = recapStateKey(workspace, channel);
  await store.update([key], (state) => {
    const { latest } = state ?? {};
    if (latest?.occurrence !== occurrence || latest.isQueued === isQueued)
      return { writes: [], result: undefined };
    return { writes: [put(key, { ...state, latest: { ...latest, isQueued } })], result: undefined };
  });
}

/** A recap that is not posted has told nothing; what is in its last ten minutes will be. */
export async function forgetOpen(
  { store, clock }: Deps,
  { workspace, channel }: RecapPlace,
): Promise<void> {
  const key = recapStateKey(workspace, channel);
  const { shoutout = '' } = (await store.get(key))?.latest ?? {};
  const retold = retoldKey(workspace, shoutout);
  await store.update([key, retold], (state, known) => {
    const open = openOf(state, clock.now());
    if (!open) return { writes: [], result: undefined };
    const { before } = state ?? {};
    const writes = [
      before === undefined ? remove(key) : put(key, { before }),
      ...(open.shoutout === shoutout
        ? [kept(retold, withoutRecap(known, channel, open.postAt))]
        : []),
    ];
    return { writes, result: undefined };
  });
}

/** Notes that a person shared a moment in a channel. */
export async function noteShared(
  { store, clock }: Deps,
  { workspace, channel }: RecapPlace,
  { id }: Shoutout,
): Promise<void> {
  const key = retoldKey(workspace, id);
  const postAt = Math.floor(clock.now() / 1000);
  await store.update([key], (known) => ({
    writes: [put(key, { in: [...(known?.in ?? []), { channel, postAt }].slice(-maxRetellings) })],
    result: undefined,
  }));
}

type Changed = RecapPlace & {
  /** When the shout-out was given; one given since the recap was composed isn't in it. */
  readonly created?: number | undefined;
};

/** When a recap is due (seconds) that is not posted yet and may hold what changes. */
async function dueTelling(
  { store, clock }: Deps,
  { workspace, channel, created = 0 }: Changed,
): Promise<number | undefined> {
  const { postAt = 0, until = 0 } =
    (await store.get(recapStateKey(workspace, channel)))?.latest ?? {};
  return postAt * 1000 > clock.now() && created <= until ? postAt : undefined;
}

/** Composes a queued recap of a channel again after a change of what it may tell. */
export async function arrangeRecap(
  deps: Deps & Pick<ShoutoutDeps, 'outbox'>,
  changed: Changed,
): Promise<void> {
  const { workspace, channel } = changed;
  if ((await dueTelling(deps, changed)) !== undefined)
    await deps.outbox.arrange(recapAppointment(workspace, channel), { isSamePlan: true });
}

/**
 * Makes a change that queued recaps of these channels have to follow, even if this process dies in
 * between. Resolves with the channels whose recap can't be stopped any more.
 */
export async function changeWithRecaps<Result>(
  deps: Deps & Pick<ShoutoutDeps, 'outbox'>,
  { workspace, channels }: { readonly workspace: string; readonly channels: readonly string[] },
  change: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly coming: readonly string[] }> {
  const coming: string[] = [];
  for (const channel of channels) {
    const postAt = await dueTelling(deps, { workspace, channel });
    if (postAt === undefined) continue;
    if (isComing(postAt, deps.clock.now())) coming.push(channel);
    await deps.outbox.prepare(recapAppointment(workspace, channel), { isSamePlan: true });
  }
  const result = await change();
  await Promise.all(channels.map((channel) => arrangeRecap(deps, { workspace, channel })));
  return { result, coming };
}

/** The channels whose queued recap tells a moment of a person. */
export async function channelsTelling(
  { store, clock }: Deps,
  workspace: string,
  user: string,
): Promise<readonly string[]> {
  const { in: retold = [] } = (await store.get(personKey(workspace, user))) ?? {};
  const open = retold.filter(({ postAt }) => postAt * 1000 > clock.now());
  return [...new Set(open.map(({ channel }) => channel))];
}

/**
 * After a shout-out was taken back or changed: the recaps that still tell it, as they are posted or
 * about to be.
 */
export async function leftInRecaps(
  deps: Pick<ShoutoutDeps, 'store' | 'clock' | 'content'>,
  workspace: string,
  id: string,
): Promise<Part[]> {
  const { in: retold = [] } = (await deps.store.get(retoldKey(workspace, id))) ?? {};
  const states = await deps.store.getMany(
    retold.map(({ channel }) => recapStateKey(workspace, channel)),
  );
  const now = deps.clock.now();
  return retold.flatMap(({ channel, postAt }, place) => {
    const { latest } = states[place] ?? {};
    const isLost = latest?.postAt === postAt && !latest.isQueued;
    if (postAt * 1000 <= now) return isLost ? [] : recapLine(deps, 'recap.left.told', channel);
    return isComing(postAt, now) ? recapLine(deps, 'recap.left.coming', channel) : [];
  });
}

/** Whether a recap that is not posted yet can't be changed any more. */
const isComing = (postAt: number, now: number): boolean =>
  postAt * 1000 > now && postAt * 1000 <= now + lastMinutes;

/** A sentence about the recap of a channel. */
export function recapLine(
  { content }: Pick<ShoutoutDeps, 'content'>,
  key: 'recap.left.told' | 'recap.left.coming' | 'recap.left.reported',
  channel: string,
): Part[] {
  const line = content().words(key, { channel: placeholder('channel') });
  return [prose(fillPlaceholders(line, { channel: [{ channel }] }))];
}
