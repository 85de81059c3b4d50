import { expect, test } from 'vitest';
import { idOf, refused, startSlack, teaManifest, webClient } from '../../rig.ts';

test('adds and removes a reaction once', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const channel = idOf(slack, 'general');
  const timestamp = slack.messages('general')[0]?.ts ?? '';
  const tea = { channel, timestamp, name: 'tea' };
  await web.reactions.add(tea);
  expect(slack.messages('general')[0]?.reactions).toMatchObject([{ name: 'tea' }]);
  expect(await web.reactions.get({ channel, timestamp })).toMatchObject({
    message: { reactions: [{ name: 'tea', count: 1 }] },
  });
  expect(await refused(web.reactions.add(tea))).toMatchObject({ error: 'already_reacted' });
  await web.reactions.remove(tea);
  expect(await refused(web.reactions.remove(tea))).toMatchObject({ error: 'no_reaction' });
  expect(await refused(web.reactions.add({ ...tea, name: ':tea:' }))).toMatchObject({
    error: 'invalid_name',
  });
});

test('shares an uploaded file and serves it to the app and the page only', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  await web.filesUploadV2({
    channel_id: idOf(slack, 'general'),
    filename: 'tea list.csv',
    content: 'green,2',
    initial_comment: 'the list',
  });
  const shared = slack.messages('general').at(-1);
  expect(shared).toMatchObject({ text: 'the list', files: [{ name: 'tea list.csv' }] });
  const url = `${slack.url}${shared?.files[0]?.url}`;
  const authorization = `Bearer ${slack.botToken()}`;
  expect(await (await fetch(url, { headers: { authorization } })).text()).toBe('green,2');
  expect((await fetch(url)).status).toBe(403);
  const elsewhere = `Bearer ${slack.botToken('Pantry')}`;
  expect((await fetch(url, { headers: { authorization: elsewhere } })).status).toBe(403);
});

test('refuses to share a file that was not uploaded', async () => {
  const slack = await startSlack();
  const web = webClient(slack);
  const { file_id = '' } = await web.files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
  const call = web.files.completeUploadExternal({ files: [{ id: file_id }] });
  expect(await refused(call)).toMatchObject({ error: 'file_not_found' });
});

test('uploading needs files:write', async () => {
  const slack = await startSlack({ manifest: teaManifest({ without: ['files:write'] }) });
  const call = webClient(slack).files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
  expect(await refused(call)).toMatchObject({ error: 'missing_scope', needed: 'files:write' });
});
