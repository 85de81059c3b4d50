import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { cardsIn, choicesOf, lastOf, shownIn } from '../stories/shoutout-story.ts';
import { axeOn, closeDialog, inBrowser, openConversation, playground } from './browser.ts';

/** A command, what is pressed below its answer, and a text in the form that opens. */
const forms = [
  ['/shoutout @chiara #patience 912 345 678 she called him back', [], 'What did they do?'],
  ['/care me', ['How I want to be thanked'], 'When somebody thanks me'],
  ['/care admin', ['Change settings'], 'Who may set up'],
  ['/care recap', ['Change'], 'Time zone'],
] as const;

inBrowser('axe finds nothing in forms', (open, pageFolder) => {
  test('of any kind, nor in the channel where reports and feedback arrive', async () => {
    const { slack } = await playground({
      ...{ pageFolder: pageFolder(), clock: stoppedClock(Date.UTC(2026, 10, 24, 12)) },
      ...{ known: ['chiara'], transport: 'http' },
      ...{ reportsIn: 'service-desk', feedbackIn: 'service-desk' },
    });
    const ana = slack.person('ana');
    const page = await open(slack.url, { width: 400 });
    const dialog = page.getByRole('dialog');
    const { found, look } = axeOn(page);
    const presses = async (label: string) => {
      const message = await slack.until(() =>
        ana.reads('general').findLast((one) => shownIn(one).includes(`"${label}"`)),
      );
      await ana.press(message, label);
    };

    await ana.send('general', '/care recap on friday 16:00');
    for (const [command, labels, text] of forms) {
      await ana.send('general', command);
      for (const label of labels) await presses(label);
      await dialog.getByText(text).first().waitFor();
      await look(text, 'dialog[open]');
      await closeDialog(page);
    }

    await ana.send('general', '/care patience');
    await presses('More');
    await presses('This is unclear');
    await dialog.getByText('What did you look for').first().waitFor();
    await look('feedback', 'dialog[open]');
    await dialog.getByRole('textbox').fill('the third tip puzzles me');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('Thank you').first().waitFor();
    await look('thanks for feedback', 'dialog[open]');
    await closeDialog(page);

    await slack.person('ben').send('general', '/shoutout @chiara #patience she let him count');
    await choicesOf(slack, 'ana', lastOf(cardsIn(slack)));
    await presses('Report');
    await dialog.getByRole('button', { name: 'Report' }).click();
    await dialog.getByText('Please complete').first().waitFor();
    await look('report without a reason', 'dialog[open]');
    await dialog.getByRole('textbox').fill('it names a customer');
    await dialog.getByRole('button', { name: 'Report' }).click();
    await dialog.getByText('Thank you').first().waitFor();
    await closeDialog(page);

    await openConversation(page, /service-desk/);
    await page.getByText('the third tip puzzles me').waitFor();
    await page.getByText('it names a customer').waitFor();
    await look('reports and feedback', 'main');
    expect(found).toEqual({});
  }, 180_000);
});
