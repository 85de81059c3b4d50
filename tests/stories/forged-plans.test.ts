import { expect, test } from 'vitest';
import { forger } from './forger.ts';
import { anaAtWork, isTip } from './tip-story.ts';

/** Ana's private channel with a plan; Dev is not in it. Everything goes over HTTP. */
async function planStory() {
  const story = await anaAtWork('http', { channel: 'returns-counter' });
  const { slack, ana, asks } = story;
  await ana.send('returns-counter', '/invite @Extra Mile');
  await asks('tips on 09:00 daily');
  const id = slack.messages('returns-counter')[0]?.channel ?? '';
  const general = slack.messages('general')[0]?.channel ?? '';
  return { ...story, id, general, dev: slack.person('dev'), ben: slack.person('ben') };
}

const outsider = 'Only people who are in a channel can see and change its tips';

test.each([
  ['tips.preview', ''],
  ['tips.skip', ' 2026-11-25'],
  ['tips.pause', ''],
  ['tips.resume', ''],
  ['tips.off', ''],
])('%s does nothing for a person who is not in the channel', async (action, rest) => {
  const story = await planStory();
  const { asks, id, general, dev } = story;
  const { press } = await forger(story);
  const before = await asks('tips');
  const { answer } = await press(`${action}/0`, `${id}${rest}`, { by: dev.id, in: general });
  expect(answer).toContain(outsider);
  expect(answer).not.toContain('09:00');
  expect((await asks('tips')).text).toBe(before.text);
});

test('the menu of a tip does nothing for a person who has left', async () => {
  const story = await planStory();
  const { slack, asks, pass, id, ben } = story;
  const { press } = await forger(story);
  await pass(24 * 3_600_000);
  const tip = slack.messages('returns-counter').find(isTip);
  ben.leave('returns-counter');
  const { answer } = await press('tips.more/menu', 'pause', { by: ben.id, in: id, ts: tip?.ts });
  expect(answer).toContain(outsider);
  expect((await asks('tips')).text).not.toContain('paused');
});

test('an open form saves nothing after its person left the channel', async () => {
  const story = await planStory();
  const { slack, asks, id, ben } = story;
  await ben.send('returns-counter', '/care tips');
  const status = ben.reads('returns-counter').at(-1);
  if (!status) throw new Error('no status');
  await ben.press(status, 'Change');
  const form = await slack.until(() =>
    ben.views().find(({ callback_id }) => callback_id === 'tips.save'),
  );
  ben.leave('returns-counter');
  const before = await asks('tips');
  await ben.submit(form, { state: 'off' });
  expect(JSON.stringify(ben.views().at(-1)?.blocks)).toContain(outsider);
  expect((await asks('tips')).text).toBe(before.text);
  const { submit } = await forger(story);
  const forged = { ...form, private_metadata: id };
  const { text } = await submit(forged, { state: { selected_option: { value: 'off' } } }, ben.id);
  expect(text).toContain(outsider);
  expect((await asks('tips')).text).toBe(before.text);
});

test('a form for another person’s plan changes only one’s own', async () => {
  const story = await planStory();
  const { slack, ana, dev } = story;
  await ana.send('general', '/care tips me 08:00');
  const { press } = await forger(story);
  const general = slack.messages('general')[0]?.channel ?? '';
  const { answer } = await press('tips.off/0', ana.id, { by: dev.id, in: general });
  expect(answer).toContain('You get no tips of your own yet');
  await ana.send('general', '/care tips me');
  expect(ana.reads('general').at(-1)?.text).toContain('Every weekday at 08:00');
});

test('a plan of another workspace does not exist', async () => {
  const story = await planStory();
  const { asks, id, general, ana } = story;
  const { press } = await forger(story);
  const before = await asks('tips');
  await press('tips.off/0', id, { by: ana.id, in: general, workspace: 'T0999999' });
  expect((await asks('tips')).text).toBe(before.text);
});

test.each([
  ['an unknown skill', 'tips.try/0', 'no-such-skill/0000000 2026-11-24'],
  ['a long tip', 'tips.more/menu', `useless ${'x'.repeat(90)}/0000000`],
  ['a longer tip', 'tips.try/0', `${'x'.repeat(1000)}/0000000 2026-11-24`],
  ['a path', 'tips.off/0', '../../secret'],
  ['a long plan', 'tips.off/0', 'x'.repeat(2000)],
  ['an unknown press', 'tips.went/0', 'did no.such.press'],
])('a button with %s does nothing', async (_, action, value) => {
  const story = await planStory();
  const { log, general, dev } = story;
  const { press } = await forger(story);
  const { answer } = await press(action, value, { by: dev.id, in: general });
  expect(answer).toMatch(/earlier version|old one/);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('the same signed command, press or form changes a plan once', async () => {
  const story = await planStory();
  const { asks, id, ana, ben } = story;
  const { command, press } = await forger(story);
  const skip = await command('/care', 'tips skip', { by: ana.id, in: id });
  expect(skip.text).toContain('2026');
  const after = await asks('tips');
  expect((await skip.again()).text).not.toContain('The tip of');
  expect((await asks('tips')).text).toBe(after.text);

  const pause = await press('tips.pause/0', id, { by: ben.id, in: id });
  await asks('tips resume');
  const resumed = await asks('tips');
  expect((await pause.again()).status).toBe(200);
  expect((await asks('tips')).text).toBe(resumed.text);
});
