import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPage } from '../../playground/page/build.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest } from '../stories/extra-mile.ts';
import { knownPeople } from '../stories/known-people.ts';
import { hasBrowser, launch, picture, type } from './browser.ts';

describe.runIf(hasBrowser)('shout-outs in the browser', () => {
  let browser: Browser;
  let pageFolder: string;
  beforeAll(async () => {
    [browser, pageFolder] = await Promise.all([launch(), builtPage()]);
  }, 60_000);
  afterAll(() => browser.close());

  test.each([400, 1200])(
    'a shout-out is given, witnessed and found under /care me, %i pixels wide',
    async (width) => {
      const slack = await localSlack({ manifest, pageFolder });
      const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
      await knownPeople(slack, store, ['ana', 'ben']);
      await extraMile('socket', { slack, store });
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      await page.goto(slack.url);
      if (width < 800) await page.getByRole('button', { name: 'Conversations' }).first().click();
      await page
        .getByRole('button', { name: /service-desk/ })
        .first()
        .click();
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
      await page.close();
    },
  );

  test('explains the first thanks to the person thanked, on a phone', async () => {
    const slack = await localSlack({ manifest, pageFolder });
    await extraMile('socket', { slack });
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    await ana.send('service-desk', '/shoutout @ben #patience He let a gentleman count twice.');
    await slack.until(() => ben.reads('Extra Mile').length > 0);
    const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
    await page.goto(slack.url);
    await page.getByRole('button', { name: 'Conversations' }).first().click();
    await page.getByRole('button', { name: /Be somebody else/ }).click();
    await page.getByRole('menuitemradio', { name: /Ben Okafor/ }).click();
    await page.getByRole('button', { name: 'Conversations' }).first().click();
    await page
      .getByRole('button', { name: /Extra Mile/ })
      .first()
      .click();
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
    await page.close();
  });
});
