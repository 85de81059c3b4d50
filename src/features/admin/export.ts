import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { TimeoutError, withTimeout } from '../../slack/router/with-timeout.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { type ActionDeps, refusal } from './actions.ts';
import type { Exported } from './deps.ts';

/** Milliseconds to make an export, before the answer says that it comes later. */
const exportTimeout = 1500;

/** Sends the shout-outs that everybody may read; a long export comes after the answer. */
export const exportShoutouts =
  (deps: ActionDeps) =>
  async ({ workspace, user }: Action<undefined>): Promise<ActionReply> => {
    if (!(await deps.roles.administrator(workspace, user)))
      return { tell: message([await refusal(deps, workspace)]) };
    const { words } = deps.content();
    const work = deps.sendShoutouts(workspace, user).then((result) => {
      if (!result.isTooLarge && result.count > 0)
        void deps.audit.note(workspace, { what: 'shoutouts.exported', who: user });
      return result;
    });
    const done = await withTimeout(work, exportTimeout).catch((error: unknown) => {
      if (error instanceof TimeoutError) return undefined;
      throw error;
    });
    if (done) return { tell: exported(deps, done) };
    work
      .then(tellLate)
      .catch((error: unknown) => deps.log.error({ err: error }, 'could not send an export'));
    return { tell: message([paragraph(words('admin.exporting'))]) };

    /** A file speaks for itself; that there is none is said where it would have come. */
    async function tellLate(result: Exported): Promise<void> {
      if (!result.isTooLarge && result.count > 0) return;
      const slack = await deps.slacks(workspace);
      await slack.post({ channel: user }, exported(deps, result));
    }
  };

function exported(
  { content }: Pick<ActionDeps, 'content'>,
  { count, leftOut, waiting, isTooLarge }: Exported,
): Message {
  const { words } = content();
  const text = isTooLarge
    ? words('admin.export-too-large')
    : words('admin.exported', { count, left: leftOut, waiting });
  return message([paragraph(text)]);
}
