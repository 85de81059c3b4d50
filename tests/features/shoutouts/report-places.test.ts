import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { messagesKey } from '../../../src/features/shoutouts/records/keys.ts';
import { updateMessages } from '../../../src/features/shoutouts/records/messages.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ben, choose, dev, messageWorld, minute, onlyShoutout, replica } from './message-rig.ts';

test('a report that a crash left in its old channel as well is deleted there once', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  onTestFinished(() => store.close());
  const world = messageWorld(clock);
  const deleted: string[] = [];
  const slack: typeof world.slack = {
    ...world.slack,
    deleteMessage: (at) => {
      deleted.push(at.channel);
      return world.slack.deleteMessage(at);
    },
  };
  const app = replica({ store, clock, slackOf: () => slack });
  await choose(store, 'T1', ben, 'publicly');
  await app.give('T1', [ben], 'she waited with a lost child', 'one');
  const { id = '' } = (await onlyShoutout(store, 'T1')) ?? {};
  const values = { why: 'it names a customer' };
  await app.submit('T1', 'shoutout.report', { user: dev, about: id, values });
  const old = await world.slack.post({ channel: 'COLD' }, { text: 'a report', blocks: [] });
  await updateMessages({ store }, 'T1', id, ({ report, ...others }) => ({
    ...others,
    ...(report ? { report: { ...report, old } } : {}),
  }));
  for (const text of ['she waited with a boy', 'she waited with a boy for an hour']) {
    await app.edit('T1', id, [ben], text);
    clock.advance(minute);
    await app.run();
  }
  expect(deleted).toEqual(['COLD']);
  expect((await store.get(messagesKey('T1', id)))?.report).toMatchObject({ at: {} });
  expect((await store.get(messagesKey('T1', id)))?.report?.old).toBeUndefined();
});
