import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { day } from '../stories/tip-story.ts';
import { inBrowser, picture, playground, type } from './browser.ts';

inBrowser('tips in the browser', (open, pageFolder) => {
  test.each([400, 1200])('shows a week of tips set up on a form, %i pixels wide', async (width) => {
    const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
    const { slack, pass } = await playground({ pageFolder: pageFolder(), clock });
    const page = await open(slack.url, { width });
    await type(page, '/care tips');
    await page.getByText('There are no tips in this channel yet.').first().waitFor();
    await picture(page, `${width}-tips-1-none`);
    await page.getByRole('button', { name: 'Set up tips' }).click();
    await page.getByText('The next five, as set above:').last().waitFor();
    await page.locator('.modal-body :focus').waitFor();
    await picture(page, `${width}-tips-2-form`);
    await page.getByText('The next five, as set above:').last().scrollIntoViewIfNeeded();
    await picture(page, `${width}-tips-3-form-end`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The next one comes on Wednesday, November 25 at 09:00.').last().waitFor();
    await picture(page, `${width}-tips-4-saved`);
    await page.getByRole('button', { name: 'Close' }).last().click();
    await pass(7 * day);
    expect(
      slack.messages('general').filter(({ text }) => text.includes('Care tip ·')),
    ).toHaveLength(5);
    await page.getByText('Care tip ·').nth(4).waitFor();
    await picture(page, `${width}-tips-5-week`);
    await page.getByRole('button', { name: "I'll try it" }).last().click();
    await page.getByRole('button', { name: 'Just the tip' }).last().waitFor();
    await picture(page, `${width}-tips-6-choices`);
    await page.getByRole('button', { name: 'This one' }).last().click();
    await page.getByText("I'll ask you once").last().waitFor();
    await picture(page, `${width}-tips-7-tried`);
    await type(page, '/care tips');
    await page.getByText('Every weekday at 09:00, Lisbon time.').last().waitFor();
    await picture(page, `${width}-tips-8-status`);
    await type(page, '/care tips on 09:00 fridey');
    await page.getByText('Did you mean').last().waitFor();
    await picture(page, `${width}-tips-9-wrong`);
    const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(sideways).toBeLessThanOrEqual(0);
  });
});
