import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type PlaygroundOptions, readManifest, startPlayground } from '../../playground/index.ts';
import { teaManifest } from './server/rig.ts';

async function fileWith(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function environment(options: PlaygroundOptions) {
  const playground = await startPlayground({ pageFolder: tmpdir(), ...options });
  onTestFinished(playground.slack.close);
  return playground.environment;
}

test('reads a manifest from YAML or JSON and rejects other files', async () => {
  const yaml = await fileWith('manifest.yml', 'display_information:\n  name: Tea Time\n');
  const json = await fileWith('manifest.json', JSON.stringify(teaManifest()));
  expect((await readManifest(yaml)).display_information.name).toBe('Tea Time');
  expect((await readManifest(json)).features?.slash_commands?.[0]?.command).toBe('/tea');
  await expect(readManifest(await fileWith('list.yml', '- tea'))).rejects.toThrow(
    'not an app manifest',
  );
});

test('returns the environment for Socket Mode or HTTP', async () => {
  const manifest = teaManifest();
  expect(Object.keys(await environment({ manifest }))).toEqual([
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
  ]);
  const requestUrl = 'http://127.0.0.1:1/slack/events';
  expect(Object.keys(await environment({ manifest, requestUrl }))).toEqual([
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
  ]);
});

test('returns what an app needs that people add to their workspaces', async () => {
  expect(Object.keys(await environment({ manifest: teaManifest(), isToBeAdded: true }))).toEqual([
    'SLACK_API_URL',
    'SLACK_SIGNING_SECRET',
    'SLACK_CLIENT_ID',
    'SLACK_CLIENT_SECRET',
  ]);
});

test('refuses a manifest that Slack’s schema rejects, with all reasons', async () => {
  const path = await fileWith(
    'tea.yml',
    'display_information:\n  name: Tea Time\n  colour: red\nfeatures:\n  slash_commands:\n    - command: tea\n',
  );
  await expect(environment({ manifest: path })).rejects.toThrow(
    /must NOT have additional properties: colour[\s\S]*\/command must match/,
  );
});
