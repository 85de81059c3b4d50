import { prose } from '../slack/blocks.ts';
import type { Press, Reaction } from '../slack/feature.ts';
import { type Message, message } from '../slack/message.ts';
import { notice } from '../slack/views.ts';
import { yours } from './answers.ts';
import {
  deleteFor,
  makePrivate,
  mayDelete,
  mayEdit,
  mayMakePrivate,
  type ShoutoutChange,
  sawToo,
  showAt,
} from './changes.ts';
import type { Shoutouts } from './parts.ts';
import { reportShoutout } from './report-actions.ts';
import { slot, withSlots } from './sentence.ts';
import type { Shoutout } from './shoutout.ts';
import { announce, removeCard, settled, syncCard, untellPeople } from './showing.ts';
import { change, find } from './store.ts';
import { draftOf, shoutoutForm, waitingView } from './view.ts';

type SaidKey =
  | 'shoutout.taken-back'
  | 'shoutout.not-yours'
  | 'shoutout.not-yours-private'
  | 'shoutout.is-private'
  | 'shoutout.made-private'
  | 'shoutout.card-stuck'
  | 'shoutout.saw.yours'
  | 'shoutout.saw.before'
  | 'shoutout.saw.failed'
  | 'shoutout.saw.thanks'
  | 'shoutout.shown'
  | 'shoutout.show-failed'
  | 'shoutout.no-card';

export function says({ content }: Shoutouts, key: SaidKey): Message {
  return message([prose([{ text: content().words(key) }])]);
}

/**
 * The shout-out of a pressed card. A card that we never heard of, because its post was unsure, is the card from now on; one that
 * shows what nobody should see any more is taken away.
 */
async function fromCard(
  parts: Shoutouts,
  { workspace, channel, message: pressed }: Press,
  id: string,
): Promise<Shoutout | undefined> {
  const shoutout = await find(parts, workspace, id);
  if (!pressed) return shoutout;
  const at = { channel, ts: pressed.ts };
  const isPublic = shoutout?.state === 'posted' && shoutout.channel === channel;
  if (isPublic && shoutout.card) return shoutout;
  if (isPublic) {
    const changed = await change(parts, workspace, id, showAt(at));
    return changed.kind === 'changed' ? changed.after : shoutout;
  }
  const slack = await parts.slacks(workspace);
  await slack.deleteMessage(at).catch(() => {});
  return undefined;
}

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

const menuValue = /^(?<what>[a-z]+) (?<id>\S+)$/;

/** What is chosen behind the three dots, of a card in a channel or of a line under `/care me`. */
export const chosen =
  (parts: Shoutouts, from: 'card' | 'history') =>
  async (press: Press): Promise<Reaction> => {
    const { what, id = '' } = menuValue.exec(press.value)?.groups ?? {};
    // A form has to open before anything is looked up.
    if (what === 'edit') return editForm(parts, press, id);
    const shoutout =
      from === 'card' ? await fromCard(parts, press, id) : await find(parts, press.workspace, id);
    if (!shoutout) return { tell: says(parts, 'shoutout.taken-back') };
    switch (what) {
      case 'delete':
        return { tell: await takeBack(parts, press, shoutout) };
      case 'private':
        return { tell: await withdraw(parts, press, shoutout) };
      case 'show':
        return { tell: await showAgain(parts, press, shoutout) };
      default:
        return { tell: await reportShoutout(parts, press, shoutout) };
    }
  };

function editForm(parts: Shoutouts, { workspace, user }: Press, id: string): Reaction {
  const content = parts.content();
  return {
    open: waitingView(content),
    fill: async () => {
      const found = await find(parts, workspace, id);
      const shoutout = found && (await settled(parts, workspace, found));
      if (shoutout && mayEdit(shoutout, user))
        return shoutoutForm(content, draftOf(shoutout), { about: { edit: id, found: [] } });
      const { words } = content;
      const why = words(shoutout ? 'shoutout.not-yours' : 'shoutout.taken-back');
      return notice(words('shoutout.form.title'), words('form.close'), [prose([{ text: why }])]);
    },
  };
}

/** Deletes a shout-out, its card first; the giver gets their words back. */
async function takeBack(
  parts: Shoutouts,
  { workspace, user }: Press,
  shoutout: Shoutout,
): Promise<Message> {
  if (!mayDelete(shoutout, user)) return says(parts, 'shoutout.not-yours');
  if (!(await removeCard(parts, workspace, shoutout))) return says(parts, 'shoutout.card-stuck');
  await change(parts, workspace, shoutout.id, deleteFor(user));
  await untellPeople(parts, workspace, shoutout.id);
  const content = parts.content();
  return message([
    prose([{ text: content.words('shoutout.deleted') }]),
    ...yours(content, shoutout.text),
  ]);
}

/** Makes it private: for giver and thanked alone. */
async function withdraw(
  parts: Shoutouts,
  { workspace, user }: Press,
  shoutout: Shoutout,
): Promise<Message> {
  if (shoutout.state === 'private' && !shoutout.card) return says(parts, 'shoutout.is-private');
  if (shoutout.state !== 'private' && !mayMakePrivate(shoutout, user))
    return says(parts, 'shoutout.not-yours-private');
  const changed = await change(parts, workspace, shoutout.id, makePrivate(user));
  const after = (changed.kind === 'changed' && changed.after) || shoutout;
  const { card } = announce(parts, workspace, shoutout, after);
  const { kind } = await card;
  const isStuck = kind === 'failed' || kind === 'unsure' || kind === 'refused';
  return says(parts, isStuck ? 'shoutout.card-stuck' : 'shoutout.made-private');
}

/** Posts the card of a shout-out that has none. */
async function showAgain(
  parts: Shoutouts,
  { workspace, user }: Press,
  shoutout: Shoutout,
): Promise<Message> {
  if (shoutout.from !== user) return says(parts, 'shoutout.not-yours');
  if (shoutout.state !== 'posted') return says(parts, 'shoutout.no-card');
  const { kind } = await syncCard(parts, workspace, shoutout.id, { post: true });
  return says(parts, kind === 'shown' ? 'shoutout.shown' : 'shoutout.show-failed');
}

/** The button for the same, below what was said when it was given. */
export const show =
  (parts: Shoutouts) =>
  async (press: Press): Promise<Reaction> => {
    const shoutout = await find(parts, press.workspace, press.value);
    if (!shoutout) return { tell: says(parts, 'shoutout.taken-back') };
    return { tell: await showAgain(parts, press, shoutout) };
  };

/** Takes back what was given just now. */
export const undo =
  (parts: Shoutouts) =>
  async (press: Press): Promise<Reaction> => {
    const shoutout = await find(parts, press.workspace, press.value);
    if (!shoutout) return { show: says(parts, 'shoutout.taken-back') };
    return { show: await takeBack(parts, press, shoutout) };
  };
