import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { removeWitness, witness } from '../transitions.ts';
import { shoutoutOfCard } from './card-of-press.ts';

/** "I saw it too": posts a line in the card's thread, once per person. */
export const addWitness =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const { workspace, user, value: id } = action;
    const shoutout = await shoutoutOfCard(deps, action, id);
    if (!shoutout) return { tell: reply(deps, 'shoutout.taken-back') };
    if (shoutout.from === user || shoutout.people.includes(user))
      return { tell: reply(deps, 'shoutout.saw.yours') };
    const changed = await changeShoutout(deps, workspace, id, witness(user));
    if (changed.kind !== 'changed' || !changed.after?.card)
      return { tell: reply(deps, 'shoutout.saw.before') };
    const { channel, ts } = changed.after.card;
    const { words } = deps.content();
    const line = fillPlaceholders(words('shoutout.saw.line', { person: placeholder('person') }), {
      person: [{ person: user }],
    });
    const slack = await deps.slacks(workspace);
    try {
      await slack.post({ channel, thread: ts }, message([prose(line)]));
    } catch (error) {
      deps.log.warn({ err: error }, 'could not post a witness');
      await changeShoutout(deps, workspace, id, removeWitness(user));
      return { tell: reply(deps, 'shoutout.saw.failed') };
    }
    return { tell: reply(deps, 'shoutout.saw.thanks') };
  };
