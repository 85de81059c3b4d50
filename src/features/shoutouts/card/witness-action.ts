import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { isPartOf, removeWitness, witness } from '../transitions.ts';
import { announce, cardState } from './announce.ts';
import { shoutoutOfCard } from './card-of-press.ts';

/** "I saw it too": adds the person's name to the card, and goes with it. */
export const addWitness =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const { workspace, user, value: id } = action;
    const shoutout = await shoutoutOfCard(deps, action, id);
    if (!shoutout) return { tell: reply(deps, 'shoutout.taken-back') };
    if (isPartOf(shoutout, user)) return { tell: reply(deps, 'shoutout.saw.yours') };
    const changed = await changeShoutout(deps, workspace, id, witness(user));
    if (changed.kind === 'gone') return { tell: reply(deps, 'shoutout.taken-back') };
    if (changed.kind === 'unchanged') return { tell: reply(deps, 'shoutout.saw.before') };
    const card = await cardState(announce(deps, workspace, id).card);
    if (card === 'done') return { tell: reply(deps, 'shoutout.saw.thanks') };
    if (card === 'pending') return { tell: reply(deps, 'shoutout.saw.pending') };
    await changeShoutout(deps, workspace, id, removeWitness(user));
    return { tell: reply(deps, 'shoutout.saw.failed') };
  };
