import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { cardsIn, chooses, lastOf, shownIn } from '../stories/shoutout-story.ts';
import { day, isTip, minute } from '../stories/tip-story.ts';
import { axeOn, inBrowser, openConversation, playground } from './browser.ts';

const tuesdayNoon = Date.UTC(2026, 10, 24, 12);

/** Commands whose answers accessibility.test.ts doesn't have. */
const commands = [
  '/care a customer collapsed and is not breathing',
  '/care what is our return policy',
  '/care ¿dónde está la salida?',
  '/care admn',
  '/care admin',
  '/care language',
  '/care tips language spanish',
  '/care tips pause until monday',
  '/care tips resume',
  '/care tips holidays UK',
  '/care tips bundle daily',
  '/care tips skip',
  '/care tips unskip',
  '/care tips preview',
  '/care recap',
  '/care my-data',
  '/care my-data export',
  '/care my-data delete',
  '/care about',
];

const thanks = [
  '/shoutout @chiara #patience she waited until he had found his glasses',
  '/shoutout @chiara #flexibility she opened the side door for a pram',
];

/** A week in which the app says everything to Ana, in answers and by itself. */
async function weekOfMessages(pageFolder: string) {
  const { slack, pass } = await playground({
    ...{ pageFolder, clock: stoppedClock(tuesdayNoon) },
    ...{ known: ['ben', 'chiara'], transport: 'http' },
  });
  const ana = slack.person('ana');
  const sends = async (name: string, words: string, channel = 'general') => {
    // Slack takes one message a second in a channel.
    slack.clock.advance(minute);
    await slack.person(name).send(channel, words);
  };
  const answerThat = (includes: string) =>
    slack.until(() => ana.reads('general').findLast((one) => shownIn(one).includes(includes)));

  await ana.openMessages();
  await sends('ana', 'tips me 08:00 daily', 'Extra Mile');
  await sends('ana', '/care tips on 09:00 daily');
  await sends('ana', '/care recap on friday 16:00');
  await sends('ben', '/shoutout @ana #flexibility she found another way round for him');
  await sends('ben', '/shoutout @chiara #patience she let a man count his coins twice');
  await sends('ana', '/shoutout @ben #good-listener he heard him out before he spoke');
  await chooses(slack, 'ana', 'Delete', lastOf(cardsIn(slack)));
  for (const command of commands) await sends('ana', command);
  for (const words of thanks) await sends('ben', words);

  await pass(day);
  const tip = await slack.until(() => slack.messages('general').find(isTip));
  await ana.press(tip, "I'll try it");
  await ana.press(await answerThat('"Just the tip"'), 'Just the tip');
  await answerThat("I'll ask you once");
  await pass(3 * day);
  expect(slack.refusals()).toEqual([]);
  return slack;
}

inBrowser('axe finds nothing in messages', (open, pageFolder) => {
  test('that answer or that the app posts by itself, and in the App log', async () => {
    const slack = await weekOfMessages(pageFolder());
    const page = await open(slack.url, { width: 400 });
    const { found, look } = axeOn(page);
    await page.getByText('New thanks to people').first().waitFor();
    await page.getByText(/^This week: /).waitFor();
    await look('channel');
    // Blocks that the library renders follow the colour scheme, too.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('.message [data-theme="dark"]').last().waitFor({ state: 'attached' });
    await openConversation(page, /Extra Mile/);
    await page.getByRole('tab', { name: 'Messages' }).click();
    await page.getByText('How did it go').waitFor();
    await look('direct messages', 'main');
    // The log covers the page on a phone and is beside it on a wide window.
    for (const width of [400, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      await page.getByRole('button', { name: /App log/ }).click();
      await page.locator('.traffic').getByText('chat.postMessage').first().waitFor();
      await look(`App log, ${width} pixels wide`, '.traffic');
      await page.locator('.traffic').getByRole('button', { name: 'Close' }).click();
    }
    expect(found).toEqual({});
  }, 180_000);
});
