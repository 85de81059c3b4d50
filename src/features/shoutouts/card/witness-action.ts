import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
import { slot, withSlots } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { type Transition, witness } from '../transitions.ts';
import { shoutoutOfCard } from './card-of-press.ts';

/** "I saw it too": a line in the card's thread, once a person. */
export const addWitness =
  (parts: ShoutoutDeps) =>
  async (press: Action): Promise<ActionReply> => {
    const { workspace, user, value: id } = press;
    const before = await shoutoutOfCard(parts, press, id);
    if (!before) return { tell: reply(parts, 'shoutout.taken-back') };
    if (before.from === user || before.people.includes(user))
      return { tell: reply(parts, 'shoutout.saw.yours') };
    const changed = await changeShoutout(parts, workspace, id, witness(user));
    if (changed.kind !== 'changed' || !changed.after?.card)
      return { tell: reply(parts, 'shoutout.saw.before') };
    const { channel, ts } = changed.after.card;
    const { words } = parts.content();
    const line = withSlots(words('shoutout.saw.line', { person: slot('person') }), {
      person: [{ person: user }],
    });
    const slack = await parts.slacks(workspace);
    try {
      await slack.post({ channel, thread: ts }, message([prose(line)]));
    } catch (error) {
      parts.log.warn({ err: error }, 'a witness could not be named');
      await changeShoutout(parts, workspace, id, didNotSee(user));
      return { tell: reply(parts, 'shoutout.saw.failed') };
    }
    return { tell: reply(parts, 'shoutout.saw.thanks') };
  };

/** Takes a witness back whose line did not come into the thread. */
const didNotSee =
  (user: string): Transition =>
  (before) =>
    before.seenBy.includes(user)
      ? { ...before, seenBy: before.seenBy.filter((id) => id !== user) }
      : undefined;
