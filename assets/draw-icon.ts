/** Makes icon.png, which Slack takes, from icon.svg: `node assets/draw-icon.ts`. Needs Chromium. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const side = 512; // pixels; the smallest that Slack accepts
const svg = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: side, height: side } });
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
await page.screenshot({ path: fileURLToPath(new URL('icon.png', import.meta.url)) });
await browser.close();
