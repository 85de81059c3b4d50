import { expect, test } from 'vitest';
import {
  closeDialog,
  inBrowser,
  openConversation,
  picture,
  playground,
  problems,
} from './browser.ts';

const moments = [
  ['ben', '#patience She let a gentleman count his coins twice, and thanked him for the change.'],
  ['chiara', '#good-listener She let me finish before she answered, twice.'],
] as const;

inBrowser('the Home tab in the browser', (open, pageFolder) => {
  test.each([400, 1200])('%i pixels wide, light and dark', async (width) => {
    const known = ['ana', 'ben', 'chiara'];
    const { slack } = await playground({ pageFolder: pageFolder(), known });
    const page = await open(slack.url, { width });
    const look = async (name: string, part = 'main') => {
      await picture(page, `${width}-home-${name}`);
      expect(await problems(page, part)).toEqual([]);
    };
    await openConversation(page, /Extra Mile/);
    await page.getByText('Tip for today').waitFor();
    await look('1-first');
    const ana = slack.person('ana');
    await ana.send('service-desk', '/care tips on 09:00 weekdays');
    for (const [name, text] of moments)
      await slack.person(name).send('service-desk', `/shoutout @ana ${text}`);
    await ana.send('service-desk', '/shoutout @ben #flexibility He found another way round.');
    await page.getByText('Thanks you gave').waitFor();
    await page.getByText('count his coins twice').waitFor();
    await look('2-thanks');
    const field = page.getByRole('textbox', { name: 'Ask a guideline' });
    await field.fill('customer is shouting');
    await field.press('Enter');
    await page.getByRole('dialog').getByText('In practice').waitFor();
    await look('3-answer', 'dialog[open]');
    // The keyboard stays where something else came in place of what was pressed.
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'More', exact: true })
      .press('Enter');
    await page.getByRole('dialog').getByText('For a colleague').waitFor();
    await page.locator('dialog .blocks > :first-child:focus').waitFor();
    await closeDialog(page);
    await page.getByRole('button', { name: 'Choose my focus' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Patience' }).press('Enter');
    await page.getByRole('button', { name: 'Change my focus' }).waitFor({ state: 'attached' });
    await closeDialog(page);
    await page.locator('[role="tab"]:focus').waitFor();
    expect(slack.refusals()).toEqual([]);
  });
});
