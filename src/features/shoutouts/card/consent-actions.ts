import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import { answerConsent } from '../transitions.ts';
import { announce, settled } from './announce.ts';
import { isUnchanged, notificationMessage } from './notification.ts';

const askedValue = /^(?<id>\S+) (?<stamp>\d+)$/;

/** What somebody decides who wanted to be asked first. An agreement counts for the words that they saw. */
const decided =
  (what: 'post' | 'private') =>
  (parts: ShoutoutDeps) =>
  async ({ workspace, user, value }: Action): Promise<ActionReply> => {
    const content = parts.content();
    const { id = '', stamp = '' } = askedValue.exec(value)?.groups ?? {};
    const found = await findShoutout(parts, workspace, id);
    if (!found?.people.includes(user)) return { show: reply(parts, 'shoutout.taken-back') };
    await settled(parts, workspace, found);
    const changed = await changeShoutout(parts, workspace, id, (now) =>
      what === 'private' || isUnchanged(now, stamp) ? answerConsent(user, what)(now) : undefined,
    );
    if (changed.kind === 'gone') return { show: reply(parts, 'shoutout.taken-back') };
    if (changed.kind === 'unchanged') {
      const { shoutout } = changed;
      const isAsked = shoutout.state === 'waiting' && shoutout.asked.includes(user);
      const first = isAsked ? [prose([{ text: content.words('shoutout.notice.changed') }])] : [];
      return { show: notificationMessage(parts, content, shoutout, { user, first }) };
    }
    const { before, after } = changed;
    if (!after) return { show: reply(parts, 'shoutout.taken-back') };
    const { card } = announce(parts, workspace, before, after);
    const shown = await card.catch(() => undefined);
    const isLate = after.state === 'posted' && shown?.kind !== 'done';
    const { text, blocks } = notificationMessage(parts, content, after, { user });
    if (!isLate) return { show: { text, blocks } };
    return {
      show: { text, blocks },
      tell: message([prose([{ text: content.words('shoutout.agreed-late') }])]),
    };
  };

export const agree = decided('post');
export const keepPrivate = decided('private');
