import type { Press, Reaction } from '../../slack/router/feature.ts';
import { prose } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { notice } from '../../slack/ui/views.ts';
import { announce, settled } from './card/announce.ts';
import { fromCard } from './card/card-of-press.ts';
import { untellPeople } from './card/notify.ts';
import { reportShoutout } from './card/report-actions.ts';
import { syncCard, takeDown } from './card/sync-card.ts';
import type { Shoutouts } from './deps.ts';
import { draftOf, shoutoutForm, waitingView } from './give/form.ts';
import { yours } from './give/replies.ts';
import { change, find } from './records/repository.ts';
import { says } from './reply.ts';
import type { Shoutout } from './shoutout.ts';
import { makePrivate, mayEdit, mayMakePrivate } from './transitions.ts';

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

/** Deletes a shout-out; the giver gets their words back. */
async function takeBack(
  parts: Shoutouts,
  { workspace, user }: Press,
  { id, text }: Shoutout,
): Promise<Message> {
  const taken = await takeDown(parts, workspace, { id, user });
  if (taken === 'not theirs') return says(parts, 'shoutout.not-yours');
  if (taken === 'stuck') return says(parts, 'shoutout.card-stuck');
  await untellPeople(parts, workspace, id);
  const content = parts.content();
  return message([prose([{ text: content.words('shoutout.deleted') }]), ...yours(content, text)]);
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
  const isStuck = kind !== 'done' && kind !== 'none' && kind !== 'gone';
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
  return says(parts, kind === 'done' ? 'shoutout.shown' : 'shoutout.show-failed');
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
