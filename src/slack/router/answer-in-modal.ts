import { setTimeout } from 'node:timers/promises';
import type { BlockAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Log } from '../../ports/log.ts';
import type { Slack } from '../../ports/slack.ts';
import { paragraph } from '../ui/blocks.ts';
import { joinMessages, type Message, message } from '../ui/message.ts';
import { answerId } from '../ui/views.ts';
import type { ActionReply } from './feature.ts';
import { fillView, openNow, replaceView } from './open-view.ts';

type View = NonNullable<BlockAction['view']>;

/**
 * The Home tab, or a modal with an answer to a press there: neither has a conversation to answer in,
 * so answers are modals.
 */
export type Page = Pick<View, 'id' | 'root_view_id' | 'previous_view_id'> & {
  readonly kind: 'home' | 'answer';
};

export function pageOf(view: View | undefined): Page | undefined {
  if (view?.type === 'home') return { ...view, kind: 'home' };
  return view?.callback_id === answerId ? { ...view, kind: 'answer' } : undefined;
}

type Deps = {
  readonly slack: Slack;
  readonly words: Translate;
  readonly log: Log;
  /** Of the request, for an apology. */
  readonly reference?: string | undefined;
  readonly asModal: (answer: Message) => ModalView;
};

/** Milliseconds. An answer that takes longer could not use the trigger of its press any more. */
const quickTimeout = 1200;

/**
 * Shows a reply as a modal. On the Home tab it opens one. In an answer `show` replaces what is
 * there, as it replaces a private message elsewhere, and the rest comes on top of it. Rejects if
 * the work does, after an apology.
 */
export async function answerInModal(
  deps: Deps,
  page: Page,
  triggerId: string,
  { work, apology }: { readonly work: Promise<ActionReply>; readonly apology: Message },
): Promise<void> {
  const { slack, words, asModal } = deps;
  const onTop = { openView: mayPush(page) ? slack.pushView : slack.openView };
  let id: string | undefined;
  const show = async (view: ModalView): Promise<string> => {
    if (id) await replaceView(slack, id, view);
    else id = await openNow(onTop, triggerId, { open: view });
    return id;
  };

  const answer = async (): Promise<unknown> => {
    const isQuick = await Promise.race([work.then(() => true), setTimeout(quickTimeout, false)]);
    if (!isQuick) await show(asModal(message([paragraph(words('answer.wait'))])));
    const { open, fill, show: shown, tell } = await work;
    if (open) return fillView(slack, deps, await show(open), { open, fill });
    if (shown && page.kind === 'answer' && !id)
      return replaceView(slack, page.id, asModal(joined(tell, shown)));
    const said = joined(tell, shown);
    return said && show(asModal(said));
  };
  try {
    await answer();
  } catch (error) {
    // Nothing can be shown if Slack itself doesn't answer.
    await show(asModal(apology)).catch(() => undefined);
    throw error;
  }
}

/** A second answer stands above the one that stays. */
function joined(first: Message | undefined, second: Message): Message;
function joined(first: Message | undefined, second: Message | undefined): Message | undefined;
function joined(first: Message | undefined, second: Message | undefined): Message | undefined {
  return first && second ? joinMessages(first, second) : (first ?? second);
}

/** Slack stacks at most three modals. */
function mayPush({ kind, id, root_view_id: root, previous_view_id: below }: Page): boolean {
  return kind === 'answer' && (id === root || below === root);
}
