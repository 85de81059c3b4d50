import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { prose } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { announce, settled } from './card/announce.ts';
import { shoutoutOfCard } from './card/card-of-press.ts';
import { retractNotifications } from './card/notify.ts';
import { reportShoutout } from './card/report-actions.ts';
import { syncCard, takeDown } from './card/sync-card.ts';
import type { ShoutoutDeps } from './deps.ts';
import { draftOf, shoutoutForm, waitingView } from './give/form.ts';
import { typedTextBlock } from './give/replies.ts';
import { changeShoutout, findShoutout } from './records/repository.ts';
import { reply } from './reply.ts';
import type { Shoutout } from './shoutout.ts';
import { makePrivate, mayEdit, mayMakePrivate } from './transitions.ts';

const menuValue = /^(?<what>[a-z]+) (?<id>\S+)$/;

/** What is chosen behind the three dots, of a card in a channel or of a line under `/care me`. */
export const chosen =
  (parts: ShoutoutDeps, from: 'card' | 'history') =>
  async (press: Action): Promise<ActionReply> => {
    const { what, id = '' } = menuValue.exec(press.value)?.groups ?? {};
    // A form has to open before anything is looked up.
    if (what === 'edit') return editForm(parts, press, id);
    const shoutout =
      from === 'card'
        ? await shoutoutOfCard(parts, press, id)
        : await findShoutout(parts, press.workspace, id);
    if (!shoutout) return { tell: reply(parts, 'shoutout.taken-back') };
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

function editForm(parts: ShoutoutDeps, { workspace, user }: Action, id: string): ActionReply {
  const content = parts.content();
  return {
    open: waitingView(content),
    fill: async () => {
      const found = await findShoutout(parts, workspace, id);
      const shoutout = found && (await settled(parts, workspace, found));
      if (shoutout && mayEdit(shoutout, user))
        return shoutoutForm(content, draftOf(shoutout), { about: { edit: id, found: [] } });
      const { words } = content;
      const why = words(shoutout ? 'shoutout.not-yours' : 'shoutout.taken-back');
      return infoView(words('shoutout.form.title'), words('form.close'), [prose([{ text: why }])]);
    },
  };
}

/** Deletes a shout-out; the giver gets their words back. */
async function takeBack(
  parts: ShoutoutDeps,
  { workspace, user }: Action,
  { id, text }: Shoutout,
): Promise<Message> {
  const taken = await takeDown(parts, workspace, { id, user });
  if (taken === 'not theirs') return reply(parts, 'shoutout.not-yours');
  if (taken === 'stuck') return reply(parts, 'shoutout.card-stuck');
  await retractNotifications(parts, workspace, id);
  const content = parts.content();
  return message([
    prose([{ text: content.words('shoutout.deleted') }]),
    ...typedTextBlock(content, text),
  ]);
}

/** Makes it private: for giver and thanked alone. */
async function withdraw(
  parts: ShoutoutDeps,
  { workspace, user }: Action,
  shoutout: Shoutout,
): Promise<Message> {
  if (shoutout.state === 'private' && !shoutout.card) return reply(parts, 'shoutout.is-private');
  if (shoutout.state !== 'private' && !mayMakePrivate(shoutout, user))
    return reply(parts, 'shoutout.not-yours-private');
  const changed = await changeShoutout(parts, workspace, shoutout.id, makePrivate(user));
  const after = (changed.kind === 'changed' && changed.after) || shoutout;
  const { card } = announce(parts, workspace, shoutout, after);
  const { kind } = await card;
  const isStuck = kind !== 'done' && kind !== 'none' && kind !== 'gone';
  return reply(parts, isStuck ? 'shoutout.card-stuck' : 'shoutout.made-private');
}

/** Posts the card of a shout-out that has none. */
async function showAgain(
  parts: ShoutoutDeps,
  { workspace, user }: Action,
  shoutout: Shoutout,
): Promise<Message> {
  if (shoutout.from !== user) return reply(parts, 'shoutout.not-yours');
  if (shoutout.state !== 'posted') return reply(parts, 'shoutout.no-card');
  const { kind } = await syncCard(parts, workspace, shoutout.id, { post: true });
  return reply(parts, kind === 'done' ? 'shoutout.shown' : 'shoutout.show-failed');
}

/** The button for the same, below what was said when it was given. */
export const show =
  (parts: ShoutoutDeps) =>
  async (press: Action): Promise<ActionReply> => {
    const shoutout = await findShoutout(parts, press.workspace, press.value);
    if (!shoutout) return { tell: reply(parts, 'shoutout.taken-back') };
    return { tell: await showAgain(parts, press, shoutout) };
  };

/** Takes back what was given just now. */
export const undo =
  (parts: ShoutoutDeps) =>
  async (press: Action): Promise<ActionReply> => {
    const shoutout = await findShoutout(parts, press.workspace, press.value);
    if (!shoutout) return { show: reply(parts, 'shoutout.taken-back') };
    return { show: await takeBack(parts, press, shoutout) };
  };
