import type { Action, ActionReply, CareHandler } from '../../../slack/router/feature.ts';
import type { Message } from '../../../slack/ui/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { today } from '../today.ts';
import { coverage } from './coverage.ts';
import { coverageMessage } from './message.ts';

type Asker = { readonly workspace: string; readonly user: string };

/** `/care coverage`: of the channel it is asked in; in a direct message, of the whole workspace. */
export const coverageWord =
  (parts: ShoutoutDeps): CareHandler =>
  (question) => {
    if (question.text !== '') return undefined;
    const { channel } = question;
    return covered(parts, question, channel.startsWith('D') ? undefined : channel);
  };

export const showWorkspace =
  (parts: ShoutoutDeps) =>
  async (press: Action): Promise<ActionReply> => ({ show: await covered(parts, press, undefined) });

async function covered(
  parts: ShoutoutDeps,
  { workspace, user }: Asker,
  channel: string | undefined,
): Promise<Message> {
  const date = await today(parts, { workspace, user });
  const found = await coverage(parts, { workspace, channel, today: date });
  const scope = channel === undefined ? 'workspace' : 'channel';
  return coverageMessage(parts.content(), found, { scope, today: date });
}
