import { apiError } from '../../api-error.ts';
import { fileJson } from '../../state/json/file.ts';
import { addMessage } from '../../state/messages.ts';
import type { StoredFile } from '../../state/workspace.ts';
import { visibleChannel } from '../access-checks.ts';
import { jsonOf, numberOf, requiredText, textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';
import { author } from './chat.ts';

const scopes = ['files:write'];

/** An upload takes three steps: get a URL, send the content there, and complete it. */
export const fileMethods: Methods = {
  'files.getUploadURLExternal': { scopes, tier: 4, run: getUploadUrl },
  'files.completeUploadExternal': { scopes, tier: 4, run: completeUpload },
};

function getUploadUrl({ slack, workspace, args }: Call) {
  const name = requiredText(args, 'filename');
  if (!numberOf(args, 'length')) throw apiError('invalid_arguments', 'length must be above 0');
  const id = slack.ids.next('F', workspace.number);
  workspace.files.set(id, {
    id,
    teamId: workspace.id,
    name,
    title: name,
    content: Buffer.alloc(0),
    uploaded: false,
    channels: new Set(),
  });
  return { upload_url: `${slack.url}/upload/${id}`, file_id: id };
}

function completeUpload(call: Call) {
  const { slack, workspace, args } = call;
  const files = givenFiles(call);
  const channelId = textOf(args, 'channel_id');
  if (channelId !== undefined) {
    const channel = visibleChannel(call, channelId);
    if (!channel.members.has(call.installation.botUserId)) {
      throw apiError('not_in_channel', `the app is not a member of #${channel.name}`);
    }
    for (const file of files) file.channels.add(channel.id);
    addMessage(slack, workspace, channel, {
      ...author(call),
      subtype: 'file_share',
      text: textOf(args, 'initial_comment') ?? '',
      threadTs: textOf(args, 'thread_ts'),
      files: files.map(({ id }) => id),
    });
  }
  return { files: files.map(({ id }) => fileJson(workspace, id)) };
}

function givenFiles({ workspace, args }: Call): readonly StoredFile[] {
  const given = jsonOf(args, 'files', 'invalid_arguments');
  if (!Array.isArray(given) || !given.length)
    throw apiError('invalid_arguments', 'files is not a list');
  return (given as { id: string; title?: string }[]).map(({ id, title }) => {
    const file = workspace.files.get(id);
    if (!file?.uploaded) throw apiError('file_not_found', `${id} was not uploaded`);
    if (title !== undefined) file.title = title;
    return file;
  });
}
