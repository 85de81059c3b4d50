import { expect, test } from 'vitest';
import { axeOn, closeDialog, inBrowser, playground, showConversations, type } from './browser.ts';

const commands = [
  '/care',
  '/care skills',
  '/care patience',
  '/care zzzz',
  '/care wrong size',
  '/care help',
  '/care practice patience',
  '/care tip patience',
  '/care recap on friday 16:00',
  '/care tips on 09:00 daily',
  '/care tips',
  '/care tips on 09:00 fridey',
  '/shoutout @ben #patience He let a gentleman count his coins twice.',
  '/shoutout @ben @chiara @dev @erin @fumiko #flexibility They found another way round.',
  '/care coverage',
  '/care recap now',
  '/care me',
];

inBrowser('axe finds nothing', (open, pageFolder) => {
  test.each([400, 1200])(
    '%i pixels wide, light and dark',
    async (width) => {
      const known = ['ben', 'chiara', 'dev', 'erin', 'fumiko'];
      const { slack } = await playground({ pageFolder: pageFolder(), known });
      const ana = slack.person('ana');
      for (const command of commands) await ana.send('general', command);
      const page = await open(slack.url, { width });
      const { found, look } = axeOn(page);
      await page.getByText('Your moments').last().waitFor();
      await page.getByRole('button', { name: 'Next rows' }).last().click();
      await page.getByRole('rowheader', { name: 'Good listener' }).last().waitFor();
      await look('messages');

      await page.getByRole('button', { name: 'More', exact: true }).first().click();
      await page.getByText('For a colleague').first().waitFor();
      // The button is gone, and focus is at the beginning of what came in its place.
      const beginning = page.locator('.message .blocks > :first-child:focus');
      await beginning.waitFor();
      expect(await beginning.textContent()).toBe('Skill 12 of 16');
      await page.getByText(/^Extra Mile, changed: /).waitFor();
      await page.getByRole('button', { name: /shortcuts/i }).click();
      await look('shortcuts', '.menu:popover-open');
      await page.keyboard.press('Escape');

      await type(page, '/shoutout @ben #patience');
      await page.getByText('What did they do?').last().waitFor();
      await look('form of a shout-out', 'dialog[open]');
      await closeDialog(page);
      await page.locator('.composer textarea:focus').waitFor();

      await page
        .getByRole('button', { name: /^Change/ })
        .last()
        .click();
      await page.getByText('The next five').last().waitFor();
      await look('form of tips', 'dialog[open]');
      await closeDialog(page);

      await showConversations(page);
      await look('conversations');
      await page
        .getByRole('button', { name: /Extra Mile/ })
        .first()
        .click();
      await page.getByRole('tab', { name: 'Messages' }).click();
      await look('direct message');
      expect(found).toEqual({});
    },
    120_000,
  );
});
