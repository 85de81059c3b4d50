import { prose } from '../slack/blocks.ts';
import type { Press, Reaction } from '../slack/feature.ts';
import { message } from '../slack/message.ts';
import { answer } from './changes.ts';
import { isUnchanged, noticeMessage } from './notice.ts';
import type { Shoutouts } from './parts.ts';
import { says } from './says.ts';
import { announce, settled } from './showing.ts';
import { change, find } from './store.ts';

const askedValue = /^(?<id>\S+) (?<stamp>\d+)$/;

/** What somebody decides who wanted to be asked first. An agreement counts for the words that they saw. */
const decided =
  (what: 'post' | 'private') =>
  (parts: Shoutouts) =>
  async ({ workspace, user, value }: Press): Promise<Reaction> => {
    const content = parts.content();
    const { id = '', stamp = '' } = askedValue.exec(value)?.groups ?? {};
    const found = await find(parts, workspace, id);
    if (!found?.people.includes(user)) return { show: says(parts, 'shoutout.taken-back') };
    const before = await settled(parts, workspace, found);
    const isAsked = before.state === 'waiting' && before.asked.includes(user);
    if (isAsked && what === 'post' && !isUnchanged(before, stamp)) {
      const changed = prose([{ text: content.words('shoutout.notice.changed') }]);
      const preview = noticeMessage(parts, content, before, { user, first: [changed] });
      return { show: preview };
    }
    const changed = await change(parts, workspace, id, answer(user, what));
    if (changed.kind !== 'changed' || !changed.after) {
      return { show: noticeMessage(parts, content, before, { user }) };
    }
    const { card } = announce(parts, workspace, changed.before, changed.after);
    const shown = await card.catch(() => undefined);
    const isLate = changed.after.state === 'posted' && shown?.kind !== 'done';
    const { text, blocks } = noticeMessage(parts, content, changed.after, { user });
    if (!isLate) return { show: { text, blocks } };
    return {
      show: { text, blocks },
      tell: message([prose([{ text: content.words('shoutout.agreed-late') }])]),
    };
  };

export const agree = decided('post');
export const keepPrivate = decided('private');
