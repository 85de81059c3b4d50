import { describe, expect, test } from 'vitest';
import type { ViewView } from '../../playground/protocol.ts';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { eventually } from '../eventually.ts';
import { transports } from './extra-mile.ts';
import { anaAtWork, day, hour, isTip, lastOf, refusalsOf, times, tipsIn } from './tip-story.ts';

async function openForm(ana: { views: () => readonly ViewView[] }, slack: LocalSlack) {
  return slack.until(() =>
    ana.views().find(({ blocks }) => JSON.stringify(blocks).includes('Time zone')),
  );
}

describe.each(transports)('over %s', (transport) => {
  test('one command sets up tips, which come on time for a week', async () => {
    const { slack, asks, pass } = await anaAtWork(transport);
    const { text, ephemeral } = await asks('tips on 09:00 weekdays');
    expect(ephemeral).toBe(true);
    expect(text).toContain('Tips are on.');
    expect(text).toContain('Every weekday at 09:00, Lisbon time.');
    expect(text).toContain('The next one comes on Wednesday, November 25 at 09:00.');
    await pass(7 * day);
    const tips = tipsIn(slack, 'general');
    expect(times(tips)).toEqual([
      '11-25T09:00',
      '11-26T09:00',
      '11-27T09:00',
      '11-30T09:00',
      '12-01T09:00',
    ]);
    expect(new Set(tips.map((tip) => tip.text)).size).toBe(5);
    expect(JSON.stringify(tips)).not.toMatch(/<[@!]/);
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('pauses, resumes, skips, previews and turns off, by text and buttons', async () => {
    const { slack, asks, presses, pass } = await anaAtWork(transport);
    const first = await asks('tips on 10:30 daily');
    const preview = await presses(first, 'Preview', 'Comes on Wednesday, November 25 at 10:30:');
    const tip = preview.text.split('\n').find((line) => line.startsWith('Care tip ·')) ?? '';
    await presses(first, 'Skip the next', 'The tip of Wednesday, November 25 is skipped.');
    await pass(day);
    expect(tipsIn(slack, 'general')).toEqual([]);
    await pass(day);
    expect(times(tipsIn(slack, 'general'))).toEqual(['11-26T10:30']);
    expect(tip).not.toBe('');
    expect((await asks('tips pause until 2026-12-01')).text).toContain(
      'The next one comes on Tuesday, December 1 at 10:30, because tips are paused until',
    );
    await pass(2 * day);
    expect(tipsIn(slack, 'general')).toHaveLength(1);
    expect((await asks('tips resume')).text).toContain('Sunday, November 29');
    expect((await asks('tips off')).text).toContain('Tips are off.');
    await pass(2 * day);
    expect(tipsIn(slack, 'general')).toHaveLength(1);
    const off = await asks('tips');
    expect(off.text).toContain('Every day at 10:30');
    await presses(off, 'Turn on', 'Tips go on.');
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('the form shows the plan and its next dates, follows changes, and saves', async () => {
    const { slack, ana, asks, pass } = await anaAtWork(transport);
    const none = await asks('tips');
    expect(none.text).toContain('There are no tips in this channel yet.');
    await ana.press(none, 'Set up tips');
    const form = await openForm(ana, slack);
    expect(JSON.stringify(form.blocks)).toContain('Wednesday, November 25');
    await ana.press(form, 'tips.changed/days', { selected_options: ['5'] });
    await slack.until(() => JSON.stringify(ana.views()).includes('Friday, December 25'));
    await ana.press(form, 'tips.changed/days-off', { value: '2026-12-25' });
    await slack.until(() => !JSON.stringify(ana.views()).includes('Friday, December 25'));
    const zones = await ana.options(form, 'tips.zones/zone', 'madr');
    expect(JSON.stringify(zones.body)).toContain('Europe/Madrid');
    const holidays = await ana.options(form, 'tips.holidays/holidays', 'portug');
    expect(JSON.stringify(holidays.body)).toContain('"value":"PT"');
    const [filled] = ana.views();
    if (!filled) throw new Error('the form is gone');
    await ana.submit(filled, {
      'tips.changed/time': '08:15',
      'tips.changed/days-off': '2026-11-27',
      skills: ['patience'],
      mode: 'least',
    });
    const saved = JSON.stringify(ana.views()[0]?.blocks);
    expect(saved).toContain('On Friday at 08:15'.slice(3));
    expect(saved).toContain('The next one comes on Friday, December 4 at 08:15, because');
    await pass(11 * day);
    const tips = tipsIn(slack, 'general');
    expect(times(tips)).toEqual(['12-04T08:15']);
    expect(tips[0]?.text).toContain('Patience');
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('a form with a wrong date stays open with an error', async () => {
    const { slack, ana, asks } = await anaAtWork(transport);
    await ana.press(await asks('tips'), 'Set up tips');
    const form = await openForm(ana, slack);
    await ana.submit(form, { 'tips.changed/days-off': '2026-13-40' });
    expect(ana.views()[0]?.errors).toEqual({
      'days-off': expect.stringContaining('"2026-13-40" is no date I know.'),
    });
  });

  test('personal tips come by direct message in the person’s time zone', async () => {
    const { slack, pass } = await anaAtWork(transport);
    const dev = slack.person('dev');
    await dev.send('general', '/care tips me 08:00 weekdays');
    expect(lastOf(dev.reads('general')).text).toContain('Every weekday at 08:00, Kolkata time.');
    await pass(day);
    const own = dev.reads('Extra Mile').filter(isTip);
    expect(times(own)).toEqual(['11-25T02:30']);
    expect(own[0]?.text).toContain('For you alone.');
    await dev.send('general', '/care tips me off');
    await dev.send('general', '/care tips me');
    expect(lastOf(dev.reads('general')).text).toContain('Tips are off.');
    await pass(day);
    expect(dev.reads('Extra Mile').filter(isTip)).toHaveLength(1);
    expect(refusalsOf(slack)).toEqual([]);
  });

  test.each(['/care tips on 08:00 weekdays', 'tips on 08:00 weekdays'])(
    '%s in the app’s direct message is about personal tips',
    async (line) => {
      const { slack, ana, pass } = await anaAtWork(transport);
      await ana.send('Extra Mile', line);
      const status = await slack.until(() =>
        ana.reads('Extra Mile').find(({ text }) => text.includes('Every weekday at 08:00')),
      );
      expect(status.text).toContain('Care tips for you');
      await pass(day);
      expect(times(ana.reads('Extra Mile').filter(isTip))).toEqual(['11-25T08:00']);
      expect(refusalsOf(slack)).toEqual([]);
    },
  );

  test('asks once, in private, how a try went', async () => {
    const { slack, asks, ana, presses, tries, pass } = await anaAtWork(transport);
    await asks('tips on 09:00 daily');
    await pass(day);
    const [tip] = tipsIn(slack, 'general');
    if (!tip) throw new Error('no tip');
    await tries(tip, 'Wednesday, November 25 at 16:30');
    await presses(tip, "I'll try it", 'You have said so already');
    await pass(6 * hour);
    const questions = ana.reads('Extra Mile').filter(({ text }) => text.includes('How did it go?'));
    expect(times(questions)).toEqual(['11-25T16:30']);
    await ana.press(lastOf(questions), 'I did it');
    await slack.until(() => lastOf(ana.reads('Extra Mile')).text.includes('Well done.'));
    await pass(2 * day);
    expect(
      ana.reads('Extra Mile').filter(({ text }) => text.includes('How did it go?')),
    ).toHaveLength(0);
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('offers three if-then plans, asks about the one chosen, and offers to thank', async () => {
    const { slack, ana, asks, presses, pass } = await anaAtWork(transport);
    const choices = await presses(await asks('tip patience'), "I'll try it", 'Which of these');
    const plan = 'When somebody looks for a word, I will wait three breaths before I help.';
    expect(choices.text).toContain(plan);
    expect(choices.text.match(/^When .*, I will /gm)).toHaveLength(3);
    const noted = await presses(choices, 'This one', 'November 24 at 16:30');
    expect(noted.text).toContain(plan);
    expect(JSON.stringify(noted.blocks)).not.toContain('This one');
    await pass(5 * hour);
    const question = lastOf(ana.reads('Extra Mile'));
    expect(question.text).toContain(plan);
    await ana.press(question, 'A colleague helped me');
    const thank = await slack.until(() =>
      ana.reads('Extra Mile').find(({ text }) => text.includes('You could thank them')),
    );
    await ana.press(thank, 'Give a shout-out');
    const form = await slack.until(() => ana.views().at(0));
    expect(JSON.stringify(form.blocks)).toContain('"value":"patience"');
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('a skill’s entry offers its if-then plans, once a day', async () => {
    const { slack, ana, asks, presses, pass } = await anaAtWork(transport);
    const entry = await asks('patience');
    const choose = async (said: string) => {
      await ana.press(entry, "I'll try it");
      const choices = await slack.until(() =>
        ana.reads('general').findLast(({ text }) => text.includes('Which of these')),
      );
      expect(choices.text).not.toContain('the tip');
      return presses(choices, 'This one', said);
    };
    await choose('November 24 at 16:30');
    await choose('You have said so already');
    await pass(5 * hour);
    const asked = () => ana.reads('Extra Mile').filter(({ text }) => text.includes('How did'));
    expect(asked()).toHaveLength(1);
    await pass(day);
    await choose('November 26 at 16:30');
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('asks nothing while questions are off', async () => {
    const { slack, asks, ana, presses, tries, pass } = await anaAtWork(transport);
    await asks('tips on 09:00 daily');
    await pass(day);
    const [tip] = tipsIn(slack, 'general');
    if (!tip) throw new Error('no tip');
    await tries(tip, "I'll ask you once");
    await pass(6 * hour);
    await ana.press(lastOf(ana.reads('Extra Mile')), "Don't ask again");
    await slack.until(() => lastOf(ana.reads('Extra Mile')).text.includes("I won't ask again."));
    await pass(day);
    const [, next] = tipsIn(slack, 'general');
    if (!next) throw new Error('no second tip');
    await tries(next, 'You asked me not to ask');
    await pass(day);
    const asked = () => ana.reads('Extra Mile').filter(({ text }) => text.includes('How did'));
    expect(asked()).toEqual([]);
    const [, , third] = tipsIn(slack, 'general');
    if (!third) throw new Error('no third tip');
    const quiet = () =>
      ana.reads('general').filter(({ text }) => text.includes('You asked me not to ask'));
    await tries(third, 'You asked me not to ask');
    await slack.until(() => quiet().length === 2);
    await presses(lastOf(quiet()), 'Ask me again', "I'll ask you again");
    await pass(hour);
    expect(asked()).toEqual([]);
    await tries(third, 'Tuesday, December 1');
    await pass(4 * day);
    expect(asked()).toHaveLength(1);
  });

  test('offers two a week after five own tips without a press, and changes to them', async () => {
    const { slack, ana, asks, pass } = await anaAtWork(transport);
    const own = () => ana.reads('Extra Mile').filter(isTip);
    const offers = () => own().filter(({ text }) => text.includes('Would two tips a week'));
    await asks('tips me 09:00 weekdays');
    await pass(8 * day);
    expect(times(own())).toHaveLength(6);
    expect(times(offers())).toEqual(['12-02T09:00']);
    expect(lastOf(offers()).text).toContain('Tuesday and Thursday');
    await ana.press(lastOf(offers()), 'Two a week');
    await slack.until(() =>
      ana.reads('Extra Mile').some(({ text }) => text.includes('Tuesday and Thursday at 09:00')),
    );
    await pass(21 * day);
    expect(times(own()).slice(6)).toEqual(
      ['03', '08', '10', '15', '17', '22'].map((date) => `12-${date}T09:00`),
    );
    expect(offers()).toHaveLength(1);
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('a press takes the offer of two a week back, also from the tip that is queued', async () => {
    const { slack, ana, asks, pass, log } = await anaAtWork(transport);
    const own = () => ana.reads('Extra Mile').filter(isTip);
    await asks('tips me 09:00 weekdays');
    await pass(7 * day);
    const queued = () => log.lines.filter(({ message }) => message === 'queued').length;
    const before = queued();
    await ana.press(lastOf(own()), 'Read the guideline');
    await eventually(() => expect(queued()).toBe(before + 1));
    await pass(2 * day);
    expect(times(own())).toHaveLength(7);
    expect(own().filter(({ text }) => text.includes('Would two tips a week'))).toEqual([]);
    expect(refusalsOf(slack)).toEqual([]);
  });

  test('a tip can be called not useful, and paused', async () => {
    const { slack, asks, ana, presses, pass } = await anaAtWork(transport);
    await asks('tips on 09:00 daily');
    await pass(day);
    const [tip] = tipsIn(slack, 'general');
    if (!tip) throw new Error('no tip');
    const chooses = async (option: string, said: string) => {
      await ana.press(tip, 'tips.more/menu', { selected_option: option });
      return slack.until(() => lastOf(ana.reads('general')).text.includes(said));
    };
    await chooses('Not useful here', 'without your name');
    await chooses('Pause tips', 'Do you want to pause');
    await presses(lastOf(ana.reads('general')), 'Pause for everyone', 'Tips are paused');
    await presses(tip, 'Read the guideline', 'of 16');
    await pass(2 * day);
    expect(tipsIn(slack, 'general')).toHaveLength(1);
  });

  test.each([
    ['left', '/remove @Extra Mile', 'I was taken out of the channel'],
    ['archived', '/archive', 'the channel was archived'],
  ])('a plan whose channel is %s ends, and its owner is told', async (_name, does, said) => {
    const { slack, asks, ana, pass, log } = await anaAtWork(transport, { channel: 'service-desk' });
    await asks('tips on 09:00 daily');
    await ana.send('service-desk', does);
    await slack.until(() => ana.reads('Extra Mile').some(({ text }) => text.includes(said)));
    expect(lastOf(ana.reads('Extra Mile')).text).toMatch(
      /The care tips in <#C[A-Z0-9]+> have ended/,
    );
    expect(log.text()).toContain('tips plan ended');
    await pass(2 * day);
    expect(ana.reads('service-desk').filter(isTip)).toEqual([]);
  });

  test('says what to do where the app can’t post', async () => {
    const { slack } = await anaAtWork(transport);
    const ana = slack.person('ana');
    for (const [where, said] of [
      ['returns-counter', '/invite @Extra Mile'],
      ['random', '/invite @Extra Mile'],
      ['ben', 'For several people I post in channels only'],
    ] as const) {
      await ana.send(where, '/care tips on 09:00 weekdays');
      const { text } = lastOf(ana.reads(where));
      expect(text).toContain(said);
      expect(text).toContain('/care tips on 09:00 weekdays');
    }
  });

  test.each([
    ['tips on 25:00', 'There is no such time as "25:00"'],
    ['tips on 09:00 fridey', 'Did you mean'],
    ['tips on 09:00 Europe/Lisbom', 'Did you mean Lisbon?'],
    ['tips on 09:00 IST', 'Did you mean'],
    ['tips pause until 2020-01-01', 'has passed already'],
    ['tips pause until 2026-02-30', 'is no date I know'],
    ['tips skills patiense, juggling', 'is no care skill I know'],
    ['tips me 09:00 Lisbon', 'by your own clock'],
  ])('/care %s gets an error and the line to copy', async (line, said) => {
    const { asks } = await anaAtWork(transport);
    const { text } = await asks(line);
    expect(text).toContain(said);
    expect(text).toContain(`/care ${line}`);
    expect((await asks('tips')).text).toContain('There are no tips in this channel yet.');
  });

  test.each(['tips for angry callers', 'tips on hungry guests in the lobby'])(
    '/care %s is a search',
    async (words) => {
      const { asks, log } = await anaAtWork(transport);
      await asks(words);
      expect(log.lines).toContainEqual(expect.objectContaining({ what: 'care search' }));
    },
  );

  test('/care tip shows a tip at once, also of a skill, and another', async () => {
    const { asks, presses } = await anaAtWork(transport);
    expect((await asks('tip')).text).toMatch(/^Care tip · /);
    const own = await asks('tip patience');
    expect(own.text).toMatch(/^Care tip · Patience/);
    await presses(own, 'Another tip', 'Care tip · Patience');
    expect((await asks('tip warm welcome')).text).toContain('is no skill');
  });
});
