import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);
const inCi = Boolean(process.env.CI);

/** Without a browser the tests fail in CI; elsewhere they are skipped with a line that says so. */
export const hasBrowser = executablePath !== undefined || inCi;
if (!hasBrowser) {
  process.stdout.write(
    'Browser tests skipped: no Chromium here. On Debian: apt-get install chromium\n',
  );
}

export function launch(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error('These tests need Chromium: apt-get install chromium');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const folder = 'test-results/screenshots';

/** Saves a screenshot to look at: `test-results/screenshots/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

/** Types into a channel's composer and sends the message. */
export async function type(page: Page, words: string, channel = 'general'): Promise<void> {
  const composer = page.getByRole('textbox', { name: `Message #${channel}` });
  await composer.fill(words);
  await composer.press('Enter');
}

/** To be added to the page before `problems`. */
export const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Accessibility problems of a part of the page: the rule, and the first elements. */
export async function problems(page: Page, part: string): Promise<readonly string[]> {
  const run = `axe.run('${part}', { resultTypes: ['violations'] })`;
  const { violations } = (await page.evaluate(run)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map(({ html }) => `${id}: ${html.slice(0, 200)}`),
  );
}
