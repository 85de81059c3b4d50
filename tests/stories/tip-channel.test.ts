import { expect, test } from 'vitest';
import { anaAtWork, day, isTip, lastOf, minute, refusalsOf, times, tipsIn } from './tip-story.ts';

/** Ana's channel at work, with the lines that everyone in it reads about its tips. */
async function channelAtWork() {
  const story = await anaAtWork('socket');
  const { slack } = story;
  const lines = () =>
    slack
      .messages('general')
      .filter(({ text }) => /^<@U\w+> .* care tips? of|^<@U\w+> set up care/.test(text));
  return {
    ...story,
    lines,
    said: (words: string) => slack.until(() => lines().find(({ text }) => text.includes(words))),
  };
}

test('a channel reads who set up, changed, paused, resumed and ended its tips', async () => {
  const { slack, ana, asks, said, lines } = await channelAtWork();
  await asks('tips on 09:00 weekdays');
  const line = await said('set up care tips for this channel. Every weekday at 09:00');
  expect(line.text).toContain(`<@${ana.id}>`);
  expect(line.text).not.toContain('\n');
  await asks('tips skills patience');
  await said('changed the care tips of this channel. Skills: Patience. The next one comes');
  await asks('tips on 10:00');
  await said('changed the care tips of this channel. Every weekday at 10:00,');
  await asks('tips pause until 2026-12-01');
  await said('paused the care tips of this channel until Tuesday, December 1.');
  slack.clock.advance(minute);
  await asks('tips resume');
  await said('resumed the care tips of this channel. The next one comes on');
  await asks('tips skip');
  await said('skipped the care tip of Wednesday, November 25.');
  slack.clock.advance(minute);
  await asks('tips unskip');
  await said('put the care tip of Wednesday, November 25 back.');
  await asks('tips off');
  await said('turned the care tips of this channel off.');
  await asks('tips off');
  await asks('tips');
  expect(lines()).toHaveLength(8);
  expect(refusalsOf(slack)).toEqual([]);
});

test('a channel reads what a line that lets its tips go on changes in them', async () => {
  const { slack, asks, said } = await channelAtWork();
  await asks('tips on 09:00 weekdays');
  await asks('tips pause');
  slack.clock.advance(minute);
  await asks('tips on 08:30 mon, thu');
  await said('resumed the care tips of this channel. Monday and Thursday at 08:30,');
  await asks('tips off');
  slack.clock.advance(minute);
  await asks('tips on 10:00 fri');
  await said('turned the care tips of this channel on. Friday at 10:00,');
});

test('a pause that no tip falls into says how to leave out the next one', async () => {
  const { slack, asks } = await channelAtWork();
  await asks('tips on 09:00 fri');
  expect((await asks('tips pause until 2026-11-26')).text).toContain('but none falls before that');
  slack.clock.advance(minute);
  expect((await asks('tips pause until 2026-11-26')).text).not.toContain('but none falls');
  await asks('tips resume');
  expect((await asks('tips pause until 2026-11-28')).text).not.toContain('but none falls');
});

test('a person’s own tips are told nobody', async () => {
  const { asks, slack, lines } = await channelAtWork();
  await asks('tips me 08:00 weekdays');
  await asks('tips me off');
  expect(lines()).toEqual([]);
  expect(slack.messages('general').filter(({ text }) => text.includes('care tips'))).toEqual([]);
});

test('a tap that stops a channel’s tips asks first', async () => {
  const { slack, ana, asks, presses, pass, said } = await channelAtWork();
  const status = await asks('tips on 09:00 daily');
  const question = await presses(status, 'Pause', 'Do you want to pause');
  await ana.press(question, 'Leave them on');
  await slack.until(() => !ana.reads('general').some(({ text }) => text.includes('Do you want')));
  await pass(day);
  const [tip] = tipsIn(slack, 'general');
  if (!tip) throw new Error('no tip');
  await ana.press(tip, 'tips.more/menu', { selected_option: 'Pause tips' });
  const again = await slack.until(() =>
    ana.reads('general').findLast(({ text }) => text.includes('Do you want to pause')),
  );
  await presses(again, 'Pause for everyone', 'Tips are paused.');
  await said('paused the care tips');
  await pass(2 * day);
  expect(tipsIn(slack, 'general')).toHaveLength(1);
  const paused = await asks('tips');
  const off = await presses(paused, 'Turn off', 'Do you want to turn');
  await presses(off, 'Turn off for everyone', 'Tips are off.');
  await said('turned the care tips of this channel off');
  expect(refusalsOf(slack)).toEqual([]);
});

test('a second skip can be undone as well, by text and by buttons', async () => {
  const { slack, asks, presses, pass } = await channelAtWork();
  await asks('tips on 10:30 daily');
  await asks('tips skip');
  const twice = await asks('tips skip');
  expect(twice.text).toContain('Skipped: Wednesday, November 25 and Thursday, November 26.');
  expect(twice.text).toContain(
    'Friday, November 27 at 10:30, because that of Wednesday, November 25 is skipped and that of',
  );
  await presses(twice, "Don't skip Wednesday, November 25", 'comes after all');
  expect((await asks('tips unskip')).text).toContain('The tip of Thursday, November 26 comes');
  expect((await asks('tips unskip')).text).toContain('No tip that is still to come is skipped');
  await pass(2 * day);
  expect(times(tipsIn(slack, 'general'))).toEqual(['11-25T10:30', '11-26T10:30']);
});

test('the status says until when tips are paused, and why none comes earlier', async () => {
  const { asks } = await channelAtWork();
  await asks('tips on 09:00 weekdays');
  await asks('tips off 2026-11-25');
  await asks('tips holidays PT');
  expect((await asks('tips')).text).toContain('because Wednesday, November 25 is a day off.');
  const paused = await asks('tips pause until 2026-12-01');
  expect(paused.text.match(/Tips are paused until Tuesday, December 1\./g)).toHaveLength(1);
  const { text } = await asks('tips');
  expect(text).toContain('Tips are paused until Tuesday, December 1.');
  expect(text).toContain('Wednesday, December 2 at 09:00, because tips are paused until Tuesday,');
  expect(text).toContain('December 1 is a public holiday');
});

test.each(['on 09:00 daily', 'off', 'pause', 'resume', 'skip', 'unskip', 'holidays PT'])(
  'a guest can’t order tips %s for a channel',
  async (order) => {
    const { slack, asks, pass, lines } = await channelAtWork();
    await asks('tips on 10:30 daily');
    await slack.until(() => lines().length === 1);
    slack.admin.changePerson('dev', { guest: 'restricted' });
    const dev = slack.person('dev');
    await dev.send('general', `/care tips ${order}`);
    const { text } = lastOf(dev.reads('general'));
    expect(text).toContain('Guests and people of other companies');
    expect(text).toContain(`/care tips ${order}`);
    await pass(day);
    expect(times(tipsIn(slack, 'general'))).toEqual(['11-25T10:30']);
    expect(lines()).toHaveLength(1);
  },
);

test('a guest reads a channel’s plan, may not change it, and has tips of their own', async () => {
  const { slack, asks, lines } = await channelAtWork();
  await asks('tips on 10:30 daily');
  await slack.until(() => lines().length === 1);
  const dev = slack.person('dev');
  await dev.send('general', '/care tips');
  const before = lastOf(dev.reads('general'));
  slack.admin.changePerson('dev', { guest: 'restricted' });
  const says = (words: string) =>
    slack.until(() => dev.reads('general').findLast(({ text }) => text.includes(words)));
  await dev.send('general', '/care tips');
  const shown = lastOf(dev.reads('general'));
  expect(shown.text).toContain('Every day at 10:30');
  const actions = shown.blocks.filter(({ type }) => type === 'actions');
  expect(JSON.stringify(actions).match(/"action_id":"[^"]*"/g)).toHaveLength(1);
  await dev.press(shown, 'Preview');
  // Those of before the person became a guest.
  await dev.press(before, 'Change');
  await slack.until(() => JSON.stringify(dev.views()).includes('Guests and people'));
  await dev.press(before, 'Pause');
  await slack.until(() => dev.reads('general').some(({ text }) => text.startsWith('Guests')));
  await dev.send('general', '/care tips me 08:00');
  await says('Tips are on.');
  expect(dev.reads('Extra Mile').filter(isTip)).toEqual([]);
  expect(lines()).toHaveLength(1);
});

test.each([
  ['UK', 'England', 'United Kingdom (England)'],
  ['Canada', 'Ontario', 'Canada (Ontario)'],
  ['US', 'California', 'United States (California)'],
  ['Germany', 'Bayern', 'Germany (Bayern)'],
])('holidays %s asks which part, and keeps %s', async (country, part, said) => {
  const { asks, presses, said: reads } = await channelAtWork();
  await asks('tips on 09:00 daily');
  const question = await asks(`tips holidays ${country}`);
  expect(question.text).toContain('Which part is yours?');
  expect(question.text).toContain('Nothing was changed yet.');
  expect(question.text).toMatch(/The next holidays in every part:\n• .*Friday, December 25/s);
  expect((await asks('tips')).text).not.toContain('Not on public holidays');
  const saved = await presses(question, part, 'The next public holidays, without a tip:');
  expect(saved.text).toContain(`Not on public holidays: ${said}.`);
  await reads(`changed the care tips of this channel. Not on public holidays: ${said}.`);
});

test('a part alone is enough, and "nationwide" asks nothing', async () => {
  const { asks } = await channelAtWork();
  await asks('tips on 09:00 daily');
  expect((await asks('tips holidays England')).text).toContain('United Kingdom (England)');
  expect((await asks('tips holidays UK nationwide')).text).toContain('holidays: United Kingdom.');
  expect((await asks('tips holidays off')).text).not.toContain('Not on public holidays');
});

test('a person’s own tips follow them to another zone, also the one that is queued', async () => {
  const { slack, pass } = await channelAtWork();
  const dev = slack.person('dev');
  await dev.send('general', '/care tips me 08:00 daily');
  slack.admin.changePerson('dev', { tz: 'Europe/Lisbon' });
  await slack.until(() => slack.traffic.some(({ name }) => name === 'chat.deleteScheduledMessage'));
  await pass(2 * day);
  const tips = dev.reads('Extra Mile').filter(isTip);
  expect(times(tips)).toEqual(['11-25T08:00', '11-26T08:00']);
  await dev.send('general', '/care tips me');
  expect(lastOf(dev.reads('general')).text).toContain('08:00, Lisbon time');
});

test('a person who moved while their tips were off gets them by their clock of today', async () => {
  const { slack } = await channelAtWork();
  const dev = slack.person('dev');
  await dev.send('general', '/care tips me 08:00 daily');
  await dev.send('general', '/care tips me off');
  slack.admin.changePerson('dev', { tz: 'Europe/Lisbon' });
  await dev.send('general', '/care tips me resume');
  expect(lastOf(dev.reads('general')).text).toContain('08:00, Lisbon time');
});
