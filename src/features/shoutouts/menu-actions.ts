import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { buttons, paragraph } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { isInChannel } from './audience.ts';
import { announce, cardState, expireIfOverdue } from './card/announce.ts';
import { shoutoutOfCard } from './card/card-of-press.ts';
import { showAgainButton } from './card/notification.ts';
import { openReportForm } from './card/report-actions.ts';
import type { ShoutoutDeps } from './deps.ts';
import { draftOf, shoutoutForm, waitingView } from './give/form.ts';
import { leftInRecaps } from './recap/told.ts';
import { askFromNowOn, thankedPeople } from './records/preferences.ts';
import { changeShoutout, findShoutout } from './records/repository.ts';
import { reply } from './reply.ts';
import { type MenuItem, type MenuValue, routes } from './routes.ts';
import type { Shoutout } from './shoutout.ts';
import {
  deleteFor,
  makePrivate,
  mayEdit,
  mayRepeat,
  mayShowAgain,
  showAgain,
} from './transitions.ts';

/**
 * "More" below a card. A card is the same for everyone, so what this person may do is in a message
 * for them alone.
 */
export const showChoices =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const shoutout = await shoutoutOfCard(deps, action, action.value);
    if (!shoutout) return { tell: reply(deps, 'shoutout.taken-back') };
    const { words } = deps.content();
    const items = itemsFor(shoutout, action.user);
    return {
      tell: message([
        paragraph(words('shoutout.menu.lead')),
        buttons(
          items.map((item) =>
            routes.choice.button({
              label: words(`shoutout.menu.${item}`),
              value: { item, id: shoutout.id },
            }),
          ),
        ),
      ]),
    };
  };

function itemsFor({ from, people }: Shoutout, user: string): readonly MenuItem[] {
  if (user === from) return ['edit', 'private', 'delete'];
  return people.includes(user) ? ['private', 'report'] : ['report'];
}

/**
 * A choice in the message of "More", in the overflow menu of an earlier card, or of a shout-out
 * under `/care me`.
 */
export const chooseFromMenu =
  (deps: ShoutoutDeps, menu: 'choices' | 'card' | 'history') =>
  async (action: Action<MenuValue>): Promise<ActionReply> => {
    const { item, id } = action.value;
    // A modal has to open before anything is looked up.
    if (item === 'edit') return openEditForm(deps, action, id);
    if (item === 'report') return openReportForm(deps, action, id);
    const shoutout =
      menu === 'card'
        ? await shoutoutOfCard(deps, action, id)
        : await findShoutout(deps, action.workspace, id);
    if (!shoutout) return { tell: reply(deps, 'shoutout.taken-back') };
    const answer = await answerTo(deps, action, { item, shoutout });
    // The private message of "More" is done with; a card and a page of the history stay.
    return menu === 'choices' ? { show: answer } : { tell: answer };
  };

type Choice = {
  readonly item: 'delete' | 'private' | 'show';
  readonly shoutout: Shoutout;
};

async function answerTo(
  deps: ShoutoutDeps,
  action: Action<unknown>,
  { item, shoutout }: Choice,
): Promise<Message> {
  switch (item) {
    case 'delete':
      return askToDelete(deps, action, shoutout);
    case 'private':
      return withdraw(deps, action, shoutout);
    case 'show':
      return postCard(deps, action, shoutout);
  }
}

function askToDelete(
  deps: ShoutoutDeps,
  { user }: Action<unknown>,
  { id, from }: Shoutout,
): Message {
  if (user !== from) return reply(deps, 'shoutout.not-yours');
  const { words } = deps.content();
  return message([
    paragraph(words('shoutout.sure.delete')),
    buttons([
      routes.sureDelete.button({ label: words('shoutout.sure.delete-it'), value: id }),
      routes.keep.button({ label: words('shoutout.sure.keep-it') }),
    ]),
  ]);
}

export const keepShoutout =
  (deps: ShoutoutDeps) =>
  (_action: Action<undefined>): ActionReply => ({ show: reply(deps, 'shoutout.sure.kept') });

function openEditForm(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  id: string,
): ActionReply {
  const content = deps.content();
  return {
    open: waitingView(content),
    fill: async () => {
      const found = await findShoutout(deps, workspace, id);
      const shoutout = found && (await expireIfOverdue(deps, workspace, found));
      if (shoutout && mayEdit(shoutout, user))
        return shoutoutForm(content, draftOf(shoutout), { about: { edit: id, found: [] } });
      const { words } = content;
      const reason = words(shoutout ? 'shoutout.not-yours' : 'shoutout.taken-back');
      return infoView(words('shoutout.form.title'), words('form.close'), [paragraph(reason)]);
    },
  };
}

/** Deletes a shout-out; the reply returns the text to the giver. */
async function deleteShoutout(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  { id, text }: Shoutout,
): Promise<Message> {
  const changed = await changeShoutout(deps, workspace, id, deleteFor(user), { by: user });
  if (changed.kind === 'unchanged') return reply(deps, 'shoutout.not-yours');
  if (changed.kind === 'gone') return reply(deps, 'shoutout.taken-back');
  const state = await cardState(announce(deps, workspace, id).card);
  const { words } = deps.content();
  return message([
    ...(state === 'done'
      ? [paragraph(words('shoutout.deleted'))]
      : [paragraph(words('shoutout.is-deleted')), paragraph(words(`shoutout.card-left.${state}`))]),
    ...(await leftInRecaps(deps, workspace, id)),
    ...typedTextBlock(words, text),
  ]);
}

/** Makes a shout-out private: visible to the giver and the people thanked only. */
async function withdraw(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  { id }: Shoutout,
): Promise<Message> {
  const changed = await changeShoutout(deps, workspace, id, makePrivate(user), { by: user });
  if (changed.kind === 'gone') return reply(deps, 'shoutout.taken-back');
  if (changed.kind === 'unchanged') {
    const { state, card, posting, from, people } = changed.shoutout;
    if (state !== 'private') return reply(deps, 'shoutout.not-yours-private');
    if (user !== from && !people.includes(user)) return reply(deps, 'shoutout.taken-back');
    if (!card && posting === undefined) return reply(deps, 'shoutout.is-private');
    // Slack has refused before.
    await changeShoutout(deps, workspace, id, mayRepeat(user), { by: user, isRepeat: true });
  }
  const state = await cardState(announce(deps, workspace, id).card);
  const { words } = deps.content();
  const after = await findShoutout(deps, workspace, id);
  const isThanked = after?.people.includes(user) ?? false;
  const isAskedNow = isThanked && (await askFromNowOn(deps, workspace, user));
  return message([
    paragraph(words('shoutout.made-private')),
    ...(isAskedNow ? [paragraph(words('shoutout.notice.asked-now'))] : []),
    ...(state === 'done' ? [] : [paragraph(words(`shoutout.card-left.${state}`))]),
    ...(await leftInRecaps(deps, workspace, id)),
    ...(after && mayShowAgain(after, user) ? [buttons([showAgainButton(deps.content(), id)])] : []),
  ]);
}

/** Posts the card of a shout-out that has none, or of one that this person didn't want shown. */
async function postCard(
  deps: ShoutoutDeps,
  { workspace, user }: Action<unknown>,
  shoutout: Shoutout,
): Promise<Message> {
  const { from, state, id, people, channel } = shoutout;
  // Thanked people decide wherever they are, but nobody gives thanks in a channel from outside.
  const isThere = async (): Promise<boolean> =>
    channel !== undefined && (await isInChannel(deps, { workspace, user, channel }));
  if (mayShowAgain(shoutout, user)) {
    if (user === from && !(await isThere())) return reply(deps, 'shoutout.not-in-channel');
    const thanked = await thankedPeople(deps, workspace, people);
    const now = deps.clock.now();
    const transition = showAgain(user, { thanked, now });
    const changed = await changeShoutout(deps, workspace, id, transition, { by: user });
    if (changed.kind === 'gone') return reply(deps, 'shoutout.taken-back');
    if (changed.kind === 'changed') {
      const card = await cardState(announce(deps, workspace, id).card);
      const isShown = changed.after?.state === 'posted';
      return reply(deps, isShown ? `shoutout.shown.${card}` : 'shoutout.shown-later');
    }
  }
  if (from !== user) return reply(deps, 'shoutout.not-yours');
  if (state !== 'posted' || !channel) return reply(deps, 'shoutout.no-card');
  if (!(await isThere())) return reply(deps, 'shoutout.not-in-channel');
  const shown = await cardState(announce(deps, workspace, id, { requestedBy: user }).card);
  return reply(deps, `shoutout.shown.${shown}`);
}

/** "Show it in the channel", below the reply to a shout-out whose card may be missing. */
export const postMissingCard =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const shoutout = await findShoutout(deps, action.workspace, action.value);
    if (!shoutout) return { tell: reply(deps, 'shoutout.taken-back') };
    return { tell: await postCard(deps, action, shoutout) };
  };

/** "Make private", in the direct message to a person who is thanked. */
export const makePrivateFromMessage =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const shoutout = await findShoutout(deps, action.workspace, action.value);
    if (!shoutout) return { show: reply(deps, 'shoutout.taken-back') };
    return { tell: await withdraw(deps, action, shoutout) };
  };

/** "Show it in the channel", for a person who didn't want it shown. */
export const showFromMessage =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const shoutout = await findShoutout(deps, action.workspace, action.value);
    if (!shoutout) return { show: reply(deps, 'shoutout.taken-back') };
    return { tell: await postCard(deps, action, shoutout) };
  };

/** "Undo", below the reply to a shout-out. */
export const undoShoutout =
  (deps: ShoutoutDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const shoutout = await findShoutout(deps, action.workspace, action.value);
    if (!shoutout) return { show: reply(deps, 'shoutout.taken-back') };
    return { show: await deleteShoutout(deps, action, shoutout) };
  };
