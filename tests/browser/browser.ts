import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { builtPage } from '../../playground/page/build.ts';
import type { Clock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, type Transport } from '../stories/extra-mile.ts';
import { knownPeople } from '../stories/known-people.ts';
import { passing } from '../stories/tip-story.ts';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);
const inCi = Boolean(process.env.CI);

/** Without a browser the tests fail in CI; elsewhere they are skipped with a line that says so. */
const hasBrowser = executablePath !== undefined || inCi;
if (!hasBrowser) {
  process.stdout.write(
    'Browser tests skipped: no Chromium here. On Debian: apt-get install chromium\n',
  );
}

function launch(): Promise<Browser> {
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

export type OpenPage = (url: string, options: PageOptions) => Promise<Page>;

type PageOptions = {
  /** Of the window, in pixels; its height is 800. */
  readonly width: number;
  /** Runs in the page before its own scripts. */
  readonly script?: string;
};

/** Tests in one browser; a page is closed when its test ends. */
export function inBrowser(
  name: string,
  define: (open: OpenPage, pageFolder: () => string) => void,
): void {
  describe.runIf(hasBrowser)(name, () => {
    let browser: Browser;
    let pageFolder: string;
    beforeAll(async () => {
      [browser, pageFolder] = await Promise.all([launch(), builtPage()]);
    }, 60_000);
    afterAll(() => browser.close());
    const open: OpenPage = async (url, { width, script = '' }) => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      onTestFinished(() => page.close());
      await page.addInitScript(script);
      await page.goto(url);
      return page;
    };
    define(open, () => pageFolder);
  });
}

type Playground = {
  readonly pageFolder: string;
  readonly clock?: Clock;
  /** Those who have been thanked before, so that no card waits for them. */
  readonly known?: readonly string[];
  /** The names of the channels for reports and for feedback. */
  readonly reportsIn?: string;
  readonly feedbackIn?: string;
  readonly transport?: Transport;
};

/** The app, connected to a local Slack that has a page. */
export async function playground(options: Playground) {
  const { pageFolder, clock, known = [], reportsIn, feedbackIn, transport = 'socket' } = options;
  const slack = await localSlack({ manifest, pageFolder, ...(clock && { clock }) });
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  await knownPeople(slack, store, known);
  const idOf = (name: string) => slack.messages(name)[0]?.channel ?? '';
  const { app } = await extraMile(transport, {
    ...{ slack, store },
    ...(reportsIn && { reportChannel: idOf(reportsIn) }),
    ...(feedbackIn && { contentChannel: idOf(feedbackIn) }),
  });
  return { slack, app, pass: passing(slack, app) };
}

/** Opens the list of conversations, which is beside the messages on a wide window. */
export async function showConversations(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Conversations' }).first();
  if ((page.viewportSize()?.width ?? 0) < 800) await button.click();
}

export async function openConversation(page: Page, name: RegExp): Promise<void> {
  await showConversations(page);
  await page.getByRole('button', { name }).first().click();
}

/**
 * Waits until the page shows a chosen person or workspace. Until then it shows the one before, and a
 * message would go there.
 */
export async function hasSwitchedTo(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.title(), { timeout: 20_000 }).toContain(name);
  await page.getByRole('dialog', { name: 'Conversations' }).waitFor({ state: 'detached' });
}

const folder = 'test-results/screenshots';

/**
 * Saves screenshots to look at, light and dark: `test-results/screenshots/<name>.png`. Only
 * `npm run pictures` takes them, as they cost half of the time.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = `${folder}/${name}${colorScheme === 'dark' ? '-dark' : ''}.png`;
    await page.screenshot({ path, animations: 'disabled' });
  }
}

/** Presses Escape and waits until the dialog is gone: before that, no press gets past it. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Types into a channel's composer and sends the message. */
export async function type(page: Page, words: string, channel = 'general'): Promise<void> {
  const composer = page.getByRole('textbox', { name: `Message #${channel}` });
  await composer.fill(words);
  await composer.press('Enter');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Accessibility problems of a part of the page, light and dark: the rule, and the first elements.
 * What is there is the same in both, so that only contrast is looked at in the dark.
 */
export async function problems(page: Page, part = 'html'): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const found: string[] = [];
  for (const [colorScheme, only] of [
    ['dark', ", runOnly: ['color-contrast']"],
    ['light', ''],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const run = `axe.run('${part}', { resultTypes: ['violations']${only} })`;
    const { violations } = (await page.evaluate(run)) as AxeResults;
    for (const { id, nodes } of violations) {
      for (const { html } of nodes.slice(0, 5))
        found.push(`${colorScheme}, ${id}: ${html.slice(0, 200)}`);
    }
  }
  return found;
}

/** Looks at parts of a page, one after another, and keeps what axe finds in each. */
export function axeOn(page: Page) {
  const found: Record<string, readonly string[]> = {};
  const look = async (at: string, part?: string) => {
    const seen = await problems(page, part);
    if (seen.length > 0) found[at] = seen;
  };
  return { found, look };
}
