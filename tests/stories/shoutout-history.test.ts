import { expect, test } from 'vitest';
import { day, minute, shoutoutStory, shownIn } from './shoutout-story.ts';

const skills = ['patience', 'flexibility', 'appreciation'];

/** Ana thanks Ben `count` times, every four days, for one skill after the other. */
async function afterThanks(count: number) {
  const story = await shoutoutStory('socket');
  for (let place = 0; place < count; place += 1) {
    const skill = skills[place % skills.length];
    await story.ana.send('general', `/shoutout @ben #${skill} he did good thing number ${place}.`);
    story.slack.clock.advance(4 * day);
  }
  return story;
}

test('/care me shows a person their latest received and given', async () => {
  const { slack, ana, ben, last } = await afterThanks(4);
  await ben.send('general', '/care me');
  expect(last('ben').ephemeral).toBe(true);
  expect(last('ben').text).toContain(`Flexibility · from <@${ana.id}>`);
  expect(last('ben').text).toContain('good thing number 3');
  expect(last('ben').text).not.toContain('good thing number 0');
  expect(last('ben').text).toContain('None so far. When you see good care');
  expect(JSON.stringify(last('ben').blocks)).toContain('How I want to be thanked');
  await ana.send('general', '/care me');
  expect(last('ana').text).toContain(`to <@${ben.id}>`);
  expect(slack.refusals()).toEqual([]);
});

test('/care me shows dates in the time zone of its reader', async () => {
  const { slack, ana, last } = await shoutoutStory('socket');
  slack.clock.advance(12 * 60 * minute);
  await ana.send('general', '/shoutout @erin @dev #patience he waited until she was ready.');
  const dates = [];
  for (const name of ['erin', 'dev']) {
    await slack.person(name).send('general', '/care me');
    dates.push(/(.*) · Patience/.exec(last(name).text)?.[1]);
  }
  expect(dates).toEqual(['Tuesday, November 24', 'Wednesday, November 25']);
  expect(slack.refusals()).toEqual([]);
});

test('/care me shortens a long text, and its page shows all of it', async () => {
  const { slack, ana, ben, last } = await shoutoutStory('socket');
  const long = `${'He waited with her until the bus came. '.repeat(15)}It did.`;
  await ana.send('general', `/shoutout @ben #patience ${long}`);
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain('He waited with her');
  expect(last('ben').text).not.toContain('It did.');
  await ben.press(last('ben'), 'All I received');
  await slack.until(() => last('ben').text.includes('It did.'));
  expect(slack.refusals()).toEqual([]);
});

test('pages go back by months to the first shout-out', async () => {
  const { slack, ben, last } = await afterThanks(20);
  await ben.send('general', '/care me');
  await ben.press(last('ben'), 'All I received');
  const seen: string[] = [];
  for (;;) {
    await slack.until(() => shownIn(last('ben')).includes('"Back"'));
    const { text } = last('ben');
    if (seen.at(-1) !== text) seen.push(text);
    if (!shownIn(last('ben')).includes('"Older"')) break;
    await ben.press(last('ben'), 'Older');
    await slack.until(() => last('ben').text !== text);
  }
  const numbers = [...seen.join('\n').matchAll(/number (\d+)\./g)].map(([, number]) =>
    Number(number),
  );
  expect(numbers).toEqual([...Array(20).keys()].reverse());
  expect(seen[0]).toContain('February 2027');
  expect(seen.at(-1)).toContain('November 2026');
  await ben.press(last('ben'), 'Back');
  await slack.until(() => last('ben').text.includes('Thanks you gave'));
  expect(slack.refusals()).toEqual([]);
});

test('a thanked person makes one private from their page', async () => {
  const { slack, ben, cards, last } = await afterThanks(1);
  await ben.send('general', '/care me');
  await ben.press(last('ben'), 'All I received');
  await slack.until(() => shownIn(last('ben')).includes('shoutout.mine/menu'));
  await ben.press(last('ben'), 'shoutout.mine/menu', { selected_option: 'Make private' });
  await slack.until(() => cards().length === 0);
  expect(slack.refusals()).toEqual([]);
});

test('tries and their outcomes are only under /care me', async () => {
  const { slack, ana, last, directMessages } = await shoutoutStory('socket');
  await ana.send('general', '/care tip patience');
  await ana.press(last('ana'), "I'll try it");
  await slack.until(() => last('ana').text.includes('Which of these'));
  await ana.press(last('ana'), 'Just the tip');
  await slack.until(() => last('ana').text.includes("I'll ask you once"));
  slack.clock.advance(day);
  const question = await slack.until(() => directMessages('ana').at(-1));
  await ana.press(question, 'I did it');
  await slack.until(() => directMessages('ana').at(-1)?.text.includes('Well done'));
  await ana.send('general', '/care me');
  expect(last('ana').text).toContain('Patience: you did it');
  await slack.person('ben').send('general', '/care me');
  expect(last('ben').text).not.toContain('you did it');
});

test('coverage names seen and quiet skills, but only the total in a channel of few', async () => {
  const { slack, ana, last } = await shoutoutStory('socket');
  await ana.send('returns-counter', '/invite @Extra Mile');
  await ana.send('returns-counter', '/shoutout @ben #patience he waited with a lost child');
  await ana.send('returns-counter', '/care coverage');
  const { text } = last('ana', 'returns-counter');
  expect(text).toContain('One moment of care was thanked for here in 12 weeks');
  expect(text).toContain('fewer than five people here, apart from apps');
  expect(text).not.toContain('Patience');
  for (const name of ['ben', 'chiara', 'dev', 'erin'])
    await ana.send('general', `/shoutout @${name} #patience they waited with a lost child`);
  await ana.send('general', '/shoutout @fumiko #flexibility she found another way round');
  await ana.send('general', '/care coverage');
  const [, seen = '', quiet = ''] = last('ana').text.split(/Seen in the last|Not seen in the last/);
  expect(seen).toContain('Patience');
  expect(seen).toContain('Flexibility');
  expect(quiet).toContain('Appreciation');
  expect(quiet).not.toContain('Patience');
  const table = last('ana').blocks.find(({ type }) => type === 'data_table');
  expect(table).toMatchObject({ caption: 'Care skills in the last four weeks' });
  const rows = shownIn({ blocks: [table] });
  expect(rows).toContain('"Patience"},{"type":"raw_text","text":"Seen"}');
  expect(rows).toContain('"Appreciation"},{"type":"raw_text","text":"Quiet"}');
  slack.clock.advance(29 * day);
  await ana.send('general', '/care coverage');
  expect(last('ana').text).toContain('No skill was seen in the last four weeks.');
  await ana.press(last('ana'), 'The whole workspace');
  await slack.until(() => last('ana').text.includes('in the whole workspace'));
  expect(slack.refusals()).toEqual([]);
});

test('a skill’s entry shows moments only of people who agreed', async () => {
  const { slack, ana, ben, last } = await shoutoutStory('socket');
  await ana.send('general', '/shoutout @chiara #patience she untangled three lost orders');
  await ben.send('general', '/care me');
  await ben.press(last('ben'), 'How I want to be thanked');
  const view = await slack.until(() =>
    ben.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
  );
  await ben.submit(view, { retell: ['yes'] });
  await ana.send('general', '/shoutout @ben #patience he waited with a lost child');
  await slack.person('dev').send('general', '/care patience');
  await slack.person('dev').press(last('dev'), 'More');
  await slack.until(() => shownIn(last('dev')).includes('shoutout.moments'));
  await slack.person('dev').press(last('dev'), 'Moments');
  await slack.until(() => last('dev').text.includes('Moments of Patience'));
  expect(last('dev').text).toContain('lost child');
  expect(last('dev').text).not.toContain('lost orders');
  expect(slack.refusals()).toEqual([]);
});

test('tips say that nobody was thanked for their skill, except in a small team', async () => {
  const { slack, ana, last } = await shoutoutStory('socket');
  const leans = async () => {
    await ana.send('general', '/care tips preview');
    return last('ana').text.includes('Nobody has been thanked for this skill');
  };
  await ana.send('general', '/care tips on 09:00 daily');
  await ana.send('general', '/care tips skills flexibility');
  await ana.send('general', '/care tips mode least');
  expect(await leans()).toBe(false);
  for (const name of ['ben', 'chiara', 'dev', 'erin', 'fumiko']) {
    slack.clock.advance(minute);
    await ana.send('general', `/shoutout @${name} #patience they waited with a lost child`);
  }
  expect(await leans()).toBe(true);
  slack.clock.advance(minute);
  await ana.send('general', '/shoutout @ben #flexibility he found another way round');
  expect(await leans()).toBe(false);
  expect(slack.refusals()).toEqual([]);
});
