import type { Planner } from '../../../ports/outbox.ts';
import { put } from '../../../ports/store.ts';
import { endReason } from '../../../slack/api/post-target.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import { hasFewPeople } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { recapMessage } from './message.ts';
import {
  type Composed,
  nextRecap,
  ownedRecapsKey,
  type RecapPlace,
  recapAhead,
  recapLate,
  recapPlanKey,
  recapStateKey,
  withOwned,
} from './plan.ts';
import { forgetOpen, noteQueued, noteTold, tellsBefore } from './told.ts';
import { mayBeTold, weekOf } from './week.ts';

/** When the recaps of a channel are due, and what they say. */
export function recapPlanner(deps: ShoutoutDeps): Planner {
  return {
    ahead: recapAhead,
    late: recapLate,
    next: async ({ workspace, id }, after) => {
      const plan = await deps.store.get(recapPlanKey(workspace, id));
      const next = plan && nextRecap(plan, after);
      if (!next) return undefined;
      const postAt = next.at.epochMilliseconds / 1000;
      return { occurrence: next.date, postAt, place: { channel: id } };
    },
    compose: ({ workspace, id: channel }, { occurrence, postAt }) =>
      composeRecap(deps, { workspace, channel, occurrence, postAt }),
    queued: async ({ workspace, id: channel }, { occurrence }) => {
      await noteQueued(deps, { workspace, channel }, occurrence, true);
      await noteOwner(deps, { workspace, channel });
    },
    unqueued: ({ workspace, id: channel }, { occurrence }) =>
      noteQueued(deps, { workspace, channel }, occurrence, false),
    ended: ({ workspace, id }, reason) => endRecap(deps, { workspace, channel: id }, reason),
  };
}

/** Recaps of versions that didn't note who set them up. */
async function noteOwner({ store }: ShoutoutDeps, { workspace, channel }: RecapPlace) {
  const { owner } = (await store.get(recapPlanKey(workspace, channel))) ?? {};
  if (owner === undefined) return;
  const key = ownedRecapsKey(workspace, owner);
  if ((await store.get(key))?.channels.includes(channel)) return;
  await store.update([key], (owned) => ({
    writes: [put(key, withOwned(owned?.channels, channel))],
    result: undefined,
  }));
}

type Occasion = RecapPlace & Pick<Composed, 'occurrence' | 'postAt'>;

const week = 7 * 24 * 3_600_000;

/** As often as others may take back what was just chosen. */
const maxAttempts = 5;

/**
 * The recap of a week; `undefined` if nothing was seen in it. What it tells is noted before it is
 * checked once more: a change made after that finds the note, and arranges the recap again.
 */
async function composeRecap(deps: ShoutoutDeps, occasion: Occasion): Promise<Message | undefined> {
  const { workspace, channel, occurrence, postAt } = occasion;
  for (let attempts = 0; attempts < maxAttempts; attempts += 1) {
    const now = deps.clock.now();
    const state = await deps.store.get(recapStateKey(workspace, channel));
    const known = state?.latest?.occurrence === occurrence ? state.latest : undefined;
    const isSmall = known ? known.isSmall : await hasFewPeople(deps, occasion);
    const before = tellsBefore(state, occurrence, now);
    const since = Math.max(before ?? 0, (postAt - recapAhead) * 1000 - week);
    const query = { workspace, channel, since, now, seed: occurrence, occurrence };
    const found = await weekOf(deps, query);
    const told = isSmall ? undefined : found?.told;
    const latest = { occurrence, postAt, until: now, isSmall };
    await noteTold(deps, occasion, latest, told);
    if (!found) return undefined;
    if (!told || (await mayBeTold(deps, workspace, told)))
      return recapMessage(deps, deps.content(), { ...found, told }, { isSmall });
  }
  throw new Error(`what a recap tells changed ${maxAttempts} times`);
}

/** Ends the recap of a channel for good and tells its owner. `reason` is Slack's event or error. */
export async function endRecap(
  deps: ShoutoutDeps,
  { workspace, channel }: RecapPlace,
  reason: string,
): Promise<void> {
  const { store, slacks, content, inLanguageOf, log } = deps;
  const key = recapPlanKey(workspace, channel);
  const ended = await store.update([key], (plan) =>
    plan?.isOn
      ? { writes: [put(key, { ...plan, isOn: false })], result: plan }
      : { writes: [], result: undefined },
  );
  if (!ended) return;
  await forgetOpen(deps, { workspace, channel });
  log.warn({ workspace, channel, reason }, 'recap ended');
  const { owner } = ended;
  if (owner === undefined) return;
  deps.homeChanged(workspace, [owner]);
  const note = () => {
    const { words } = content();
    const line = words('recap.ended', {
      channel: placeholder('channel'),
      reason: words(`tips.reason.${endReason(reason)}`),
    });
    return prose(fillPlaceholders(line, { channel: [{ channel }] }));
  };
  try {
    const told = message([await inLanguageOf({ workspace, id: owner }, note)]);
    const slack = await slacks(workspace);
    await slack.post({ channel: owner }, told);
  } catch (error) {
    log.warn({ err: error, workspace, channel }, 'could not notify the owner of an ended recap');
  }
}
