import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inDoubt } from '../signposts/in-doubt.ts';
import { inBrowser, picture, playground, type } from './browser.ts';

inBrowser('in the browser', (openPage, pageFolder) => {
  /** Opens the playground as a newcomer does. */
  async function open(width: number, script = ''): Promise<Page> {
    const { slack } = await playground({ pageFolder: pageFolder() });
    const page = await openPage(slack.url, { width, script });
    await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
    return page;
  }

  const sizes = [
    ['desk', 1200],
    ['phone', 400],
  ] as const;

  test.each(sizes)('on a %s a command is answered and its buttons work', async (file, width) => {
    const page = await open(width);

    await type(page, '/care patience');
    await page.getByText('Skill 12 of 16').last().waitFor();
    await page.getByText('Only visible to you').last().waitFor();
    await picture(page, `${file}-1-answer`);

    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByText('For a colleague').last().waitFor();
    await picture(page, `${file}-2-whole-entry`);

    await page.getByRole('button', { name: 'Next: Product and service knowledge' }).click();
    await page.getByText('Skill 13 of 16').last().waitFor();

    await page.getByRole('button', { name: 'Share here' }).click();
    await page.getByText('Shared here').last().waitFor();
    await page.getByText('Shared by').last().waitFor();
    await picture(page, `${file}-3-shared`);
    const shared = page.getByRole('button', { name: 'More', exact: true }).last();
    await shared.scrollIntoViewIfNeeded();
    await picture(page, `${file}-3-shared-for-all`);

    for (const [words, shown] of [
      ['/care', 'What can I help with?'],
      ['/care skills', 'What customers expect grows'],
      ['/care zzzz', 'I found nothing for'],
      ['/care wrong size', 'These come closest to'],
      ['/care help', 'How to ask'],
      ['/care help tips', 'pause until'],
      ['/care patiense', 'Skill 12 of 16'],
      ['/care practice patience', 'Practice · Patience'],
    ] as const) {
      await type(page, words);
      await page.getByText(shown).last().waitFor();
      await picture(page, `${file}-${words.slice(1).replaceAll(' ', '-')}`);
    }
    await page.getByRole('button', { name: /^Answer 2/ }).click();
    await page.getByText('what this does to the customer').last().waitFor();
    await picture(page, `${file}-practice-feedback`);
    const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(sideways).toBeLessThanOrEqual(0);
  });

  test('on a phone a signpost of each kind fits, and the button that asks about one', async () => {
    const page = await open(400);
    await type(page, `/care ${inDoubt}`);
    const danger = page.getByRole('button', { name: 'Is somebody hurt or in danger?' });
    await danger.scrollIntoViewIfNeeded();
    await picture(page, 'phone-signpost-asked-about');
    await danger.click();
    await page.getByText('Safety first').last().waitFor();
    await picture(page, 'phone-signpost-opened');
    for (const [question, title] of [
      ['I want to die', 'If you think of ending your life'],
      ['a customer says he wants to kill himself', 'Somebody who may end their life'],
      ['a customer collapsed', 'Somebody is hurt or ill'],
      ['smoke is coming out of the kitchen', 'Fire, smoke or gas'],
      ['a baby is locked in a hot car', 'Somebody is locked in'],
      ['a man with a knife', 'A threat, a weapon or an attack'],
      ['my boss keeps touching me', 'Harassment or bullying'],
      ['a customer made racist remarks', 'Racism or other discrimination'],
      ['a lost child is crying here', 'A child or an adult who may be in danger'],
      ['what is our return policy', 'Only your company knows this'],
      ['how many vacation days do I get', 'A question for HR'],
      ['a customer wants to sue us', 'Leave this to those who know the law'],
      ['I forgot my password', 'A question for the people who look after your systems'],
    ] as const) {
      await type(page, `/care ${question}`);
      const heading = page.getByText(title, { exact: true }).last();
      await heading.waitFor();
      await heading.evaluate((element) => element.scrollIntoView());
      await picture(page, `phone-signpost-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`);
      const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(sideways).toBeLessThanOrEqual(0);
    }
  });

  test('completes and answers a command by keyboard alone, also on a slow screen', async () => {
    const lateFrames = `const frame = requestAnimationFrame;
      window.requestAnimationFrame = (draw) => setTimeout(() => frame(draw), 60);`;
    const page = await open(1200, lateFrames);
    await page.getByRole('textbox', { name: 'Message #general' }).focus();
    await page.keyboard.type('/ca');
    await page.getByRole('option', { name: /\/care/ }).waitFor();
    await picture(page, 'desk-completion');
    await page.keyboard.press('Tab');
    await page.keyboard.type('angry');
    await page.keyboard.press('Enter');
    await page.getByText('Skill 10 of 16').last().waitFor();
    const focused = async () => page.evaluate('document.activeElement?.textContent ?? ""');
    for (let step = 0; step < 40 && (await focused()) !== 'More'; step += 1) {
      await page.keyboard.press('Shift+Tab');
    }
    expect(await focused()).toBe('More');
    await page.keyboard.press('Enter');
    await page.getByText('For a colleague').last().waitFor();
  });
});
