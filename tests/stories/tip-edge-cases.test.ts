import { expect, test } from 'vitest';
import { anaAtWork, day, hour, isTip, lastOf, refusalsOf, times, tipsIn } from './tip-story.ts';

const labels = (message: { blocks?: unknown }) => JSON.stringify(message.blocks);

test('a time later than today’s tip applies from tomorrow', async () => {
  const { slack, asks, pass } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  await pass(day);
  const { text } = await asks('tips on 15:00');
  expect(text).toContain('The next one comes on Thursday, November 26 at 15:00.');
  expect((await asks('tips')).text).toContain('Thursday, November 26 at 15:00');
  await pass(day + 4 * hour);
  expect(times(tipsIn(slack, 'general'))).toEqual(['11-25T09:00', '11-26T15:00']);
});

test('an order without "tips" is offered with it, and a sentence is a search', async () => {
  const { asks } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  const { text } = await asks('pause until monday');
  expect(text).toContain('Did you mean /care tips pause until monday?');
  expect(text).toContain('Nothing was changed.');
  expect((await asks('tips')).text).not.toContain('paused');
  expect((await asks('pause before you answer')).text).not.toContain('Did you mean /care tips');
  expect((await asks('skip the queue')).text).not.toContain('Did you mean /care tips');
});

test('days on which no tip comes are not left out once more', async () => {
  const { asks } = await anaAtWork('http');
  expect((await asks('tips not on friday')).text).toContain(
    'There are no tips in this channel yet.',
  );
  await asks('tips on mon,tue,wed');
  const { text } = await asks('tips not on friday');
  expect(text).toContain('No tip comes then anyway.');
  expect(text).toContain('Monday, Tuesday, and Wednesday at');
});

test('an order without "tips" has a button that does it', async () => {
  const { asks, presses } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  const question = await presses(await asks('pause'), 'Pause', 'Do you want to pause');
  await presses(question, 'Pause for everyone', 'Tips are paused.');
  await presses(await asks('resume'), 'Resume', 'Tips go on.');
  await presses(await asks('skip'), 'Skip the next', 'is skipped.');
});

test('a wish to get no more tips has a button for each that may be meant', async () => {
  const { slack, ana, asks, presses } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  const wish = 'stop sending me tips';
  await presses(await asks(wish), 'Turn off mine', 'You get no tips of your own yet');
  await presses(await asks(wish), 'Turn off here', 'Do you want to turn the care tips');
  await ana.send('Extra Mile', wish);
  const direct = await slack.until(() =>
    ana.reads('Extra Mile').find(({ text }) => text.includes('Did you mean')),
  );
  expect(labels(direct)).not.toContain('Turn off here');
  expect(labels(direct)).toContain('Turn off mine');
});

test('says why tips can’t be turned on again', async () => {
  const { slack, ana, asks, answer } = await anaAtWork('socket', { channel: 'service-desk' });
  await asks('tips on 09:00 daily');
  const off = await asks('tips off');
  await ana.send('service-desk', '/remove @Extra Mile');
  await ana.press(off, 'Turn on');
  await slack.until(() => answer().text.includes('Slack does not let me post here'));
  expect(answer().text).toContain('I was taken out of the channel.');
  expect(answer().text).toContain('Tips are off.');
  expect(answer().text).not.toContain('Tips go on.');
});

test('a skip button skips its own tip only', async () => {
  const { slack, ana, asks, answer, presses } = await anaAtWork('socket');
  const first = await asks('tips on 10:30 daily');
  const second = await asks('tips');
  await presses(second, 'Skip the next', 'The tip of Wednesday, November 25 is skipped.');
  await ana.press(first, 'Skip the next');
  const old = await slack.until(() =>
    ana
      .reads('general')
      .find(({ ts, text }) => ts === first.ts && text.includes('November 25 is skipped')),
  );
  expect(old.text).toContain('The next one comes on Thursday, November 26');
  await presses(old, 'Skip the next', 'The tip of Thursday, November 26 is skipped.');
  await asks('tips');
  expect(answer().text).toContain('The next one comes on Friday, November 27');
});

test('offers to skip and pause after a pause is over', async () => {
  const { asks, pass } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  expect(labels(await asks('tips pause until 2026-11-26'))).toContain('"Resume"');
  await pass(3 * day);
  const after = labels(await asks('tips'));
  expect(after).toContain('"Skip the next"');
  expect(after).toContain('"Pause"');
  expect(after).not.toContain('"Resume"');
});

test.each(['tips skills patience, flexibility', 'tips holidays Portugal', 'tips mode least'])(
  'without a plan, /care %s explains how to create one',
  async (line) => {
    const { asks } = await anaAtWork('socket');
    const { text } = await asks(line);
    expect(text).toContain('One line sets them up');
    expect(text).toContain(`/care ${line}`);
  },
);

test('days off that follow each other are a range, also as the reason of a late tip', async () => {
  const { asks } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  const { text } = await asks('tips off 25-30 November, 24-25 December, 1 and 3 February');
  expect(text).toContain(
    'Not on November 25 to 30; Thursday, December 24; Friday, December 25; ' +
      'Monday, February 1, 2027; and Wednesday, February 3, 2027.',
  );
  expect(text).toContain('because November 25 to 30 are days off.');
});

test('lists the first days off, and takes no more than the limit', async () => {
  const { asks } = await anaAtWork('socket');
  await asks('tips on 09:00 daily');
  await asks('tips off 2026-11-26, 2026-11-28, 2026-12-06, 2026-12-08, 2026-12-10');
  const { text } = await asks('tips off 2026-12-12 to 2027-01-20');
  expect(text).toContain('Thursday, December 10; and 40 more days.');
  for (const month of ['02', '04', '06'])
    await asks(`tips off 2027-${month}-01 to 2027-${month}-28`);
  for (const month of ['07', '08', '09'])
    await asks(`tips off 2027-${month}-01 to 2027-${month}-30`);
  const line = 'tips off 2027-10-01 to 2027-10-30';
  const refused = await asks(line);
  expect(refused.text).toContain('more days off than a plan keeps');
  expect(refused.text).toContain(`/care ${line}`);
});

test('the form follows a change of the zone and the holidays', async () => {
  const { slack, ana, asks } = await anaAtWork('socket');
  await ana.press(await asks('tips'), 'Set up tips');
  const form = await slack.until(() =>
    ana.views().find(({ blocks }) => JSON.stringify(blocks).includes('Time zone')),
  );
  await ana.press(form, 'tips.changed/days', { selected_options: ['2'] });
  await slack.until(() => JSON.stringify(ana.views()).includes('Tuesday, December 8'));
  const [filled = form] = ana.views();
  const portugal = { text: { type: 'plain_text', text: 'Portugal' }, value: 'PT' };
  await ana.press(filled, 'tips.holidays/holidays', { selected_option: portugal });
  await slack.until(() => !JSON.stringify(ana.views()).includes('Tuesday, December 8'));
  expect(refusalsOf(slack)).toEqual([]);
});

test('two tips shown in one message are two tries', async () => {
  const { slack, ana, asks, tries, pass } = await anaAtWork('socket');
  const said = (words: string) => ana.reads('general').filter(({ text }) => text.includes(words));
  const tip = await asks('tip patience');
  await tries(tip, "I'll ask you once");
  await ana.press(tip, 'Another tip');
  const other = await slack.until(() =>
    said('Care tip · Patience').find(({ text }) => text !== tip.text),
  );
  await tries(other, "I'll ask you once");
  await slack.until(() => said("I'll ask you once").length === 2);
  await pass(5 * hour);
  const questions = () =>
    ana.reads('Extra Mile').filter(({ text }) => text.includes('How did it go?'));
  expect(times(questions())).toEqual(['11-24T16:30']);
  await pass(day);
  expect(times(questions())).toEqual(['11-24T16:30', '11-25T16:30']);
  expect(new Set(questions().map(({ text }) => text)).size).toBe(2);
  expect(refusalsOf(slack)).toEqual([]);
});

test('"Don’t ask again" also cancels the questions that are scheduled', async () => {
  const { slack, ana, asks, tries, pass } = await anaAtWork('socket');
  await tries(await asks('tip patience'), 'November 24');
  await pass(4.25 * hour);
  await tries(await asks('tip flexibility'), 'November 25');
  await pass(hour);
  const asked = () => ana.reads('Extra Mile').filter(({ text }) => text.includes('How did'));
  await ana.press(lastOf(asked()), "Don't ask again");
  await slack.until(() => lastOf(ana.reads('Extra Mile')).text.includes("I won't ask again."));
  await pass(2 * day);
  expect(asked()).toEqual([]);
  await ana.press(lastOf(ana.reads('Extra Mile')), 'Ask me again');
  await slack.until(() => lastOf(ana.reads('Extra Mile')).text.includes("I'll ask you again"));
  expect(refusalsOf(slack)).toEqual([]);
});

test('a mention in a thread sets up the channel’s tips', async () => {
  const { slack, ana, pass } = await anaAtWork('socket');
  const { ts = '' } = slack.messages('general').at(-1) ?? {};
  await ana.send('general', '@Extra Mile tips on 9:00', { thread_ts: ts });
  const answer = await slack.until(() =>
    ana.reads('general').find(({ text }) => text.includes('Tips are on.')),
  );
  expect(answer).toMatchObject({ ephemeral: true, thread_ts: ts });
  await pass(day);
  expect(slack.messages('general').filter(isTip)).toHaveLength(1);
});

test.each(['conversations.info', 'users.info'])('stores no plan when %s fails', async (method) => {
  const { slack, ana, answer, asks } = await anaAtWork('socket');
  slack.faults.add({ on: method, does: 'drop-before' });
  await ana.send('general', '/care tips on 09:00 daily');
  const { text } = answer();
  expect(text).toContain('Nothing was lost');
  expect(text).toContain('/care tips on 09:00 daily');
  expect((await asks('tips')).text).toContain('There are no tips in this channel yet.');
});
