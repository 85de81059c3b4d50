import { expect, test } from 'vitest';
import {
  hasSwitchedTo,
  inBrowser,
  openConversation,
  picture,
  playground,
  type,
} from './browser.ts';

inBrowser('shout-outs in the browser', (open, pageFolder) => {
  test.each([400, 1200])(
    'a shout-out is given, witnessed and found under /care me, %i pixels wide',
    async (width) => {
      const known = ['ana', 'ben'];
      const { slack } = await playground({ pageFolder: pageFolder(), known });
      const page = await open(slack.url, { width });
      await openConversation(page, /service-desk/);
      await type(page, '/shoutout @ben #patience', 'service-desk');
      await page.getByText('What did they do?').last().waitFor();
      await picture(page, `${width}-shoutout-1-form`);
      await page
        .getByRole('textbox', { name: 'What did they do?' })
        .fill('Ben let a gentleman count his coins twice and thanked him for the change.');
      await page.getByText('Who sees it?').last().scrollIntoViewIfNeeded();
      await picture(page, `${width}-shoutout-2-form-filled`);
      await page.getByRole('button', { name: 'Give it' }).click();
      await page.getByText('Thanks to').last().waitFor();
      const chiara = slack.person('chiara');
      const card = await slack.until(() =>
        slack.messages('service-desk').find(({ text }) => text.includes('Thanks to')),
      );
      await picture(page, `${width}-shoutout-3-card`);
      await chiara.press(card, 'I saw it too');
      await page.getByText('saw it too.').last().waitFor();
      await picture(page, `${width}-shoutout-4-witness`);
      await chiara.send(
        'service-desk',
        '/shoutout @ana #good-listener She let me finish before she answered, twice.',
      );
      await type(page, '/care me', 'service-desk');
      await page.getByText('Your moments').last().waitFor();
      await picture(page, `${width}-shoutout-5-me`);
      await type(page, '/care coverage', 'service-desk');
      await page.getByText('Care seen in this channel').last().waitFor();
      await picture(page, `${width}-shoutout-6-coverage`);
      expect(slack.refusals()).toEqual([]);
    },
  );

  test('explains the first thanks to the person thanked, on a phone', async () => {
    const { slack } = await playground({ pageFolder: pageFolder() });
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    await ana.send('service-desk', '/shoutout @ben #patience He let a gentleman count twice.');
    await slack.until(() => ben.reads('Extra Mile').length > 0);
    const page = await open(slack.url, { width: 400 });
    await openConversation(page, /Be somebody else/);
    await page.getByRole('menuitemradio', { name: /Ben Okafor/ }).click();
    await hasSwitchedTo(page, 'Ben Okafor');
    await openConversation(page, /Extra Mile/);
    await page.getByRole('tab', { name: 'Messages' }).click();
    await page.getByText('Nothing is counted and nobody is ranked.').waitFor();
    await picture(page, '400-shoutout-7-first-notice');
    await page.getByRole('button', { name: 'How I want to be thanked' }).click();
    await page.getByLabel('Ask me first').check();
    await picture(page, '400-shoutout-8-preferences');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('You will see thanks before anybody else does.').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await ana.send('service-desk', '/shoutout @ben #patience He waited for a lost child’s mother.');
    await page.getByRole('button', { name: 'Post it' }).waitFor();
    await picture(page, '400-shoutout-9-asked-first');
    await page.getByRole('button', { name: 'Post it' }).click();
    const isPosted = () => slack.messages('service-desk').some(({ text }) => text.includes('lost'));
    await slack.until(isPosted);
    expect(slack.refusals()).toEqual([]);
  });
});
