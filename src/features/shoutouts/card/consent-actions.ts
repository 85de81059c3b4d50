import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { messagesOf } from '../records/messages.ts';
import { askFromNowOn } from '../records/preferences.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import { reply } from '../reply.ts';
import type { ConsentValue } from '../routes.ts';
import { answerConsent } from '../transitions.ts';
import { announce, cardState, expireIfOverdue } from './announce.ts';
import { isVersion, notificationMessage } from './notification.ts';

/** The answer of a person who wants to be asked first. Consent is only to the text they saw. */
const consentAction =
  (answer: 'post' | 'private') =>
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, value }: Action<ConsentValue>): Promise<ActionReply> => {
    const content = deps.content();
    const { id, version } = value;
    const found = await findShoutout(deps, workspace, id);
    if (!found?.people.includes(user)) return { show: reply(deps, 'shoutout.taken-back') };
    await expireIfOverdue(deps, workspace, found);
    const { sent } = await messagesOf(deps, workspace, id);
    const isOutside = sent.some((one) => one.user === user && one.isOutside);
    const changed = await changeShoutout(
      deps,
      workspace,
      id,
      (current) =>
        answer === 'private' || isVersion(current, version)
          ? answerConsent(user, answer, deps.clock.now())(current)
          : undefined,
      { by: user },
    );
    if (changed.kind === 'gone') return { show: reply(deps, 'shoutout.taken-back') };
    if (changed.kind === 'unchanged') {
      const { shoutout } = changed;
      const isPending = shoutout.state === 'waiting' && shoutout.asked.includes(user);
      const notes = isPending ? [paragraph(content.words('shoutout.notice.changed'))] : [];
      return { show: notificationMessage(deps, content, shoutout, { user, notes, isOutside }) };
    }
    const { after } = changed;
    if (!after) return { show: reply(deps, 'shoutout.taken-back') };
    const card = await cardState(announce(deps, workspace, id).card);
    const isAskedNow = answer === 'private' && (await askFromNowOn(deps, workspace, user));
    const notes = isAskedNow ? [paragraph(content.words('shoutout.notice.asked-now'))] : [];
    const shown = { user, notes, isOutside };
    const { text, blocks } = notificationMessage(deps, content, after, shown);
    const isCardOpen = after.state === 'posted' && card !== 'done';
    return {
      show: { text, blocks },
      ...(isCardOpen ? { tell: reply(deps, `shoutout.agreed.${card}`) } : {}),
    };
  };

export const approve = consentAction('post');
export const keepPrivate = consentAction('private');
