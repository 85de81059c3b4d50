import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPage } from '../../playground/page/build.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest } from '../stories/extra-mile.ts';
import { knownPeople } from '../stories/known-people.ts';
import { axe, hasBrowser, launch, picture, problems } from './browser.ts';

const moments = [
  ['ben', '#patience She let a gentleman count his coins twice, and thanked him for the change.'],
  ['chiara', '#good-listener She let me finish before she answered, twice.'],
] as const;

describe.runIf(hasBrowser)('the Home tab in the browser', () => {
  let browser: Browser;
  let pageFolder: string;
  beforeAll(async () => {
    [browser, pageFolder] = await Promise.all([launch(), builtPage()]);
  }, 60_000);
  afterAll(() => browser.close());

  test.each([400, 1200])('%i pixels wide, light and dark', async (width) => {
    const slack = await localSlack({ manifest, pageFolder });
    const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
    await knownPeople(slack, store, ['ana', 'ben', 'chiara']);
    await extraMile('socket', { slack, store });
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const look = async (name: string, part = 'main') => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `${width}-${colorScheme}-home-${name}`);
        expect(await problems(page, part)).toEqual([]);
      }
    };
    await page.goto(slack.url);
    await page.evaluate(axe);
    if (width < 800) await page.getByRole('button', { name: 'Conversations' }).first().click();
    await page
      .getByRole('button', { name: /Extra Mile/ })
      .first()
      .click();
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
    expect(slack.refusals()).toEqual([]);
    await page.close();
  });
});
