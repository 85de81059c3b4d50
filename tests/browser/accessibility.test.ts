import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPage } from '../../playground/page/build.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest } from '../stories/extra-mile.ts';
import { knownPeople } from '../stories/known-people.ts';
import { axe, hasBrowser, launch, problems, type } from './browser.ts';

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

describe.runIf(hasBrowser)('axe finds nothing', () => {
  let browser: Browser;
  let pageFolder: string;
  beforeAll(async () => {
    [browser, pageFolder] = await Promise.all([launch(), builtPage()]);
  }, 60_000);
  afterAll(() => browser.close());

  const screens = [400, 1200].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );
  test.each(screens)(
    '%o',
    async ({ width, colorScheme }) => {
      const slack = await localSlack({ manifest, pageFolder });
      const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
      await knownPeople(slack, store, ['ben', 'chiara', 'dev', 'erin', 'fumiko']);
      await extraMile('socket', { slack, store });
      const ana = slack.person('ana');
      for (const command of commands) await ana.send('general', command);
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      await page.goto(slack.url);
      await page.evaluate(axe);
      const found: Record<string, readonly string[]> = {};
      const look = async (at: string, part = 'html') => {
        const seen = await problems(page, part);
        if (seen.length > 0) found[at] = seen;
      };
      await page.getByText('Your moments').last().waitFor();
      await page.getByRole('button', { name: 'Next rows' }).last().click();
      await page.getByRole('rowheader', { name: 'Good listener' }).last().waitFor();
      await look('messages');

      await page.getByRole('button', { name: 'More', exact: true }).first().click();
      await page.getByText('For a colleague').first().waitFor();
      // The button is gone, and focus is where it was.
      const focused = page.locator('.message:focus');
      await focused.waitFor();
      expect(await focused.getAttribute('aria-label')).toMatch(
        /^Extra Mile, .*only visible to you$/,
      );
      await page.getByText(/^Extra Mile, changed: /).waitFor();
      await page.getByRole('button', { name: /shortcuts/i }).click();
      await look('shortcuts', '.menu:popover-open');
      await page.keyboard.press('Escape');

      await type(page, '/shoutout @ben #patience');
      await page.getByText('What did they do?').last().waitFor();
      await look('form of a shout-out', 'dialog[open]');
      await page.keyboard.press('Escape');

      await page
        .getByRole('button', { name: /^Change/ })
        .last()
        .click();
      await page.getByText('The next five').last().waitFor();
      await look('form of tips', 'dialog[open]');
      await page.keyboard.press('Escape');

      if (width < 800) await page.getByRole('button', { name: 'Conversations' }).first().click();
      await look('conversations');
      await page
        .getByRole('button', { name: /Extra Mile/ })
        .first()
        .click();
      await page.getByRole('tab', { name: 'Messages' }).click();
      await look('direct message');
      expect(found).toEqual({});
      await page.close();
    },
    120_000,
  );
});
