import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { ownFiles } from '../content/files.ts';
import { manifest } from '../stories/extra-mile.ts';
import { appProcess } from './app-process.ts';
import { companyFolder } from './company-folder.ts';

let slack: LocalSlack;
beforeAll(async () => {
  slack = await localSlack({ manifest });
});
afterAll(() => slack.close());

const socket = () => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: slack.botToken(),
  SLACK_APP_TOKEN: slack.credentials.appToken,
});

const patience = ownFiles.get('skills/patience.md') ?? '';

test('rereads content on SIGHUP, and keeps the old content if the new one is broken', async () => {
  const folder = await companyFolder({ 'skills/patience.md': patience });
  const file = join(folder, 'en/skills/patience.md');
  const app = appProcess({ ...socket(), PROMPTS_DIR: folder });
  await app.says('ready');
  const ana = slack.person('ana');
  const answer = async () => {
    await ana.send('random', '/care patience');
    return ana.reads('random').at(-1)?.text ?? '';
  };
  expect(await answer()).toContain('Give people the time they need');

  await writeFile(file, patience.replace(/summary: .*/, 'summary: Breathe in, breathe out.'));
  app.child.kill('SIGHUP');
  await app.says('content reloaded');
  expect(await answer()).toContain('Breathe in, breathe out.');

  await writeFile(file, patience.replace('title:', 'titel:'));
  app.child.kill('SIGHUP');
  const line = await app.says('new content is invalid, keeping the current one');
  expect(line.problems).toContainEqual(
    expect.stringContaining('skills/patience.md: does not belong here: titel'),
  );
  expect(await answer()).toContain('Breathe in, breathe out.');
});

test('overrides and adds entries from a company’s folder', async () => {
  const folder = await companyFolder({
    'skills/patience.md': patience.replace(/summary: .*/, 'summary: We wait with a smile.'),
    'guidelines/night-shift.md': patience
      .replace('title: Patience\nplace: 12', 'title: The night shift')
      .replace(/aliases: \[[^\]]*\]/, 'aliases: [late night, after hours, dark]')
      .replace(/## Tips[\s\S]*/, ''),
  });
  const app = appProcess({ ...socket(), PROMPTS_DIR: folder });
  await app.says('ready');
  const ana = slack.person('ana');
  await ana.send('random', '/care patience');
  expect(ana.reads('random').at(-1)?.text).toContain('We wait with a smile.');
  await ana.send('random', '/care after hours');
  expect(ana.reads('random').at(-1)?.text).toContain('Guideline 19 of 19\nThe night shift');
});
