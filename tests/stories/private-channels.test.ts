import { expect, test } from 'vitest';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { shoutoutStory, shownIn } from './shoutout-story.ts';
import { refusalsOf } from './tip-story.ts';

/** Private in the sample workspace; Ana, Ben and Chiara are in it, Dev is not. */
const secret = 'returns-counter';
const secretWords = 'she admitted that the scales were wrong';

/** The story with the app in the private channel, where Ben agreed to be told about. */
async function counterStory() {
  const story = await shoutoutStory('socket');
  const { slack, ana, ben, last } = story;
  await ana.send(secret, '/invite @Extra Mile');
  await ben.send('general', '/care me');
  await ben.press(last('ben'), 'How I want to be thanked');
  const view = await slack.until(() =>
    ben.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
  );
  await ben.submit(view, { retell: ['yes'] });
  return { ...story, dev: slack.person('dev') };
}

type Counter = Awaited<ReturnType<typeof counterStory>>;

/** The text of the moments of a skill as a person gets it in a channel. */
async function momentsFor({ slack, last }: Counter, name: string, channel: string, skill: string) {
  const person = slack.person(name);
  await person.send(channel, `/care ${skill}`);
  await person.press(last(name, channel), 'More');
  await slack.until(() => shownIn(last(name, channel)).includes('shoutout.moments'));
  await person.press(last(name, channel), 'Moments');
  const told = await slack.until(() =>
    person.reads(channel).findLast(({ text }) => text.startsWith('Moments of')),
  );
  return told.text;
}

/** The coverage of the whole workspace as a person gets it in the app's direct message. */
async function wholeFor({ slack, directMessages }: Counter, name: string) {
  const before = directMessages(name).length;
  await slack.person(name).send('Extra Mile', '/care coverage');
  return (await slack.until(() => directMessages(name)[before])).text;
}

async function thankFive({ slack, ana }: Counter, skill: string) {
  for (const name of ['ben', 'chiara', 'dev', 'erin', 'fumiko']) {
    await ana.send('general', `/shoutout @${name} #${skill} they waited with a lost child`);
    // Slack takes one message a second for a channel.
    slack.clock.advance(2000);
  }
}

test('tells moments of a private channel in that channel alone', async () => {
  const counter = await counterStory();
  const { slack, ana } = counter;
  await ana.send(secret, `/shoutout @ben #patience ${secretWords}`);
  expect(await momentsFor(counter, 'chiara', secret, 'patience')).toContain(secretWords);
  expect(await momentsFor(counter, 'dev', 'general', 'patience')).toContain('no moments to tell');
  expect(await momentsFor(counter, 'ana', 'general', 'patience')).toContain('no moments to tell');
  slack.clock.advance(120_000);
  await ana.send('general', '/shoutout @ben #patience he waited with a lost child');
  expect(await momentsFor(counter, 'dev', 'service-desk', 'patience')).toContain('lost child');
  expect(slack.refusals()).toEqual([]);
});

test('tells a guest only moments of the channel that the guest is in', async () => {
  const counter = await counterStory();
  await counter.ana.send('general', '/shoutout @ben #patience he waited with a lost child');
  await counter.ana.send('service-desk', '/shoutout @ben #patience he untangled three lost orders');
  const told = await momentsFor(counter, 'fumiko', 'service-desk', 'patience');
  expect(told).toContain('lost orders');
  expect(told).not.toContain('lost child');
  expect(await wholeFor(counter, 'fumiko')).toContain('shown only to its members');
});

test('the whole workspace doesn’t change by what happens in a private channel', async () => {
  const counter = await counterStory();
  const { slack, ana, ben, dev, last } = counter;
  await thankFive(counter, 'patience');
  const before = await wholeFor(counter, 'dev');
  expect(before).toContain('Seen in the last four weeks\nPatience\n');
  await ana.send(secret, '/shoutout @ben #self-control he stayed calm at the counter');
  expect(await wholeFor(counter, 'dev')).toBe(before);
  // A tip that was tried there is told there alone as well.
  await tryTipIn(slack, counter, secret);
  expect(await wholeFor(counter, 'dev')).toBe(before);
  await ben.send(secret, '/care coverage');
  expect(last('ben', secret).text).toContain('One moment of care was thanked for here');
  await dev.send('general', '/care coverage');
  expect(last('dev').text.split('Not seen in')[0]).not.toContain('Self-control');
  expect(refusalsOf(slack)).toEqual([]);
});

async function tryTipIn(
  slack: LocalSlack,
  { ben, last, directMessages }: Counter,
  channel: string,
) {
  await ben.send(channel, '/care tip flexibility');
  await ben.press(last('ben', channel), "I'll try it");
  await slack.until(() => last('ben', channel).text.includes('Which of these'));
  await ben.press(last('ben', channel), 'Just the tip');
  await slack.until(() => last('ben', channel).text.includes("I'll ask you once"));
  slack.clock.advance(24 * 3_600_000);
  const question = await slack.until(() =>
    directMessages('ben').findLast(({ text }) => text.includes('How did it go?')),
  );
  await ben.press(question, 'I did it');
  await slack.until(() => directMessages('ben').at(-1)?.text.includes('Well done'));
}

test('tips elsewhere don’t lean on what a private channel saw', async () => {
  const counter = await counterStory();
  const { slack, ana, dev, last, directMessages } = counter;
  await thankFive(counter, 'patience');
  const leans = async (who: typeof dev, channel: string, command: string, answer: () => string) => {
    await who.send(channel, command);
    return answer().includes('Nobody has been thanked for this skill');
  };
  const own = () => directMessages('dev').at(-1)?.text ?? '';
  const general = () => last('ana').text;
  for (const command of ['on 09:00 daily', 'skills flexibility', 'mode least']) {
    await ana.send('general', `/care tips ${command}`);
    await dev.send('Extra Mile', `/care tips ${command}`);
  }
  expect(await leans(ana, 'general', '/care tips preview', general)).toBe(true);
  expect(await leans(dev, 'Extra Mile', '/care tips preview', own)).toBe(true);
  for (const name of ['ben', 'chiara'])
    await ana.send(secret, `/shoutout @${name} #flexibility they found another way round`);
  expect(await leans(ana, 'general', '/care tips preview', general)).toBe(true);
  expect(await leans(dev, 'Extra Mile', '/care tips preview', own)).toBe(true);
  expect(slack.refusals()).toEqual([]);
});

test('never names a private channel that a text refers to', async () => {
  const counter = await counterStory();
  const { slack, ana, cards } = counter;
  const id = slack.messages(secret)[0]?.channel;
  await ana.send('general', `@Extra Mile thanks @ben #patience he told <#${id}|> all about it`);
  await slack.until(() => cards().length === 1);
  expect(cards()[0]?.text).not.toContain(secret);
});
