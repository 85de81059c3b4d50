import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, openConversation, playground, type } from './browser.ts';

/** How many times slower the page renders, so that what it asks for arrives in between. */
const slowdown = 6;

inBrowser('the place of the keyboard', (open, pageFolder) => {
  /** Presses More by Enter; resolves with what has the focus when the answer is there. */
  const afterMore = async (page: Page) => {
    const more = page.getByRole('button', { name: 'More', exact: true }).last();
    await more.focus();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.keyboard.press('Enter');
    await page.getByText('For a colleague').last().waitFor();
    return page.evaluate('document.activeElement.textContent');
  };

  test('is at the beginning of what More shows, in a channel', async () => {
    const { slack } = await playground({ pageFolder: pageFolder() });
    const page = await open(slack.url, { width: 400 });
    await type(page, '/care patience');
    expect(await afterMore(page)).toBe('Skill 12 of 16');
  });

  test('is at the beginning of what More shows, in a direct message', async () => {
    const { slack } = await playground({ pageFolder: pageFolder() });
    const ana = slack.person('ana');
    await ana.openMessages();
    await ana.send('Extra Mile', 'patience');
    const page = await open(slack.url, { width: 400 });
    await openConversation(page, /Extra Mile/);
    await page.getByRole('tab', { name: 'Messages' }).click();
    expect(await afterMore(page)).toBe('Skill 12 of 16');
  });
});
