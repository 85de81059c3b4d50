import type { Press, Reaction } from '../../../slack/router/feature.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
import { slot, withSlots } from '../../../slack/ui/sentence.ts';
import type { Shoutouts } from '../deps.ts';
import { change } from '../records/repository.ts';
import { says } from '../reply.ts';
import { type ShoutoutChange, sawToo } from '../transitions.ts';
import { fromCard } from './card-of-press.ts';

/** "I saw it too": a line in the card's thread, once a person. */
export const saw =
  (parts: Shoutouts) =>
  async (press: Press): Promise<Reaction> => {
    const { workspace, user, value: id } = press;
    const before = await fromCard(parts, press, id);
    if (!before) return { tell: says(parts, 'shoutout.taken-back') };
    if (before.from === user || before.people.includes(user))
      return { tell: says(parts, 'shoutout.saw.yours') };
    const changed = await change(parts, workspace, id, sawToo(user));
    if (changed.kind !== 'changed' || !changed.after?.card)
      return { tell: says(parts, 'shoutout.saw.before') };
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
      await change(parts, workspace, id, didNotSee(user));
      return { tell: says(parts, 'shoutout.saw.failed') };
    }
    return { tell: says(parts, 'shoutout.saw.thanks') };
  };

/** Takes a witness back whose line did not come into the thread. */
const didNotSee =
  (user: string): ShoutoutChange =>
  (before) =>
    before.seenBy.includes(user)
      ? { ...before, seenBy: before.seenBy.filter((id) => id !== user) }
      : undefined;
