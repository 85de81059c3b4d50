import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { localSlack } from '../../playground/server/local-slack.ts';
import { manifest } from '../stories/extra-mile.ts';
import { appProcess } from './app-process.ts';

export const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
const instructions = [...dockerfile.matchAll(/^(?<name>[A-Z]+)\s+(?<rest>.+)$/gm)].map(
  ({ groups }) => ({ name: groups?.name ?? '', rest: groups?.rest ?? '' }),
);
export const all = (name: string) =>
  instructions.filter((step) => step.name === name).map(({ rest }) => rest);

/** The exceptions in `.dockerignore`, which otherwise excludes everything. */
const admitted = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

/** Does what the image is built by, in a folder, then runs the app and the commands there. */
export async function imageWorks(
  installs: (folder: string, command: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const copy of all('COPY')) {
    const paths = copy.split(/\s+/);
    const target = paths.pop() ?? '';
    for (const path of paths) {
      expect(admitted).toContain(path);
      cpSync(path, join(folder, target.endsWith('/') ? path : target), { recursive: true });
    }
  }
  expect(readdirSync(folder).sort((a, b) => a.localeCompare(b))).toEqual([
    'manifest.yml',
    'package-lock.json',
    'package.json',
    'prompts',
    'src',
  ]);

  const [npmStep = ''] = all('RUN').filter((step) => step.startsWith('npm'));
  // Only the install runs here: cleaning would empty the cache of this machine.
  const [install = '', clean] = npmStep.split(' && ');
  expect(install).toBe('npm ci --omit=dev');
  expect(clean).toBe('npm cache clean --force');
  await installs(folder, install.split(' '));
  expect(existsSync(join(folder, 'node_modules/vitest'))).toBe(false);
  expect(existsSync(join(folder, 'playground'))).toBe(false);

  const warmUp = all('RUN').find((step) => step.startsWith('node '));
  // Its compile cache is its own.
  const env = { PATH: process.env.PATH };
  const { stdout } = await promisify(execFile)(process.execPath, warmUp?.split(' ').slice(1), {
    ...{ cwd: folder, env },
  });
  expect(stdout).toMatch(/^Extra Mile \d/);
  expect(readdirSync(join(folder, 'node_modules/.cache/compile')).length).toBeGreaterThan(0);

  const keep = all('RUN').find((step) => step.includes('readContent'));
  const script = /-e\s+"(.*)"$/.exec(keep ?? '')?.[1]?.replaceAll('/app/', `${folder}/`) ?? '';
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    ...{ cwd: folder, env },
  });
  const kept = () => readdirSync(join(folder, 'node_modules/.cache/content'));
  const keptByBuild = kept();
  expect(keptByBuild).toHaveLength(2);

  const slack = await localSlack({ manifest });
  const [command, file] = JSON.parse(all('CMD')[0] ?? '[]') as string[];
  expect(command).toBe('node');
  expect(all('ENV')).toContain('NODE_ENV=production');
  const app = appProcess(
    {
      NODE_ENV: 'production',
      STORE_URL: '',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken(),
      SLACK_SIGNING_SECRET: slack.credentials.signingSecret,
    },
    { cwd: folder, args: [file ?? ''] },
  );
  const { port, opsPort } = await app.says('ready');
  await app.says('search prepared');
  expect(kept()).toEqual(keptByBuild);
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const ana = slack.person('ana');
  expect(await ana.send('general', '/care patience')).toMatchObject({ ok: true });
  expect(ana.reads('general').at(-1)?.text).toContain('Skill 12 of 16');

  expect(all('VOLUME')).toEqual(['/app/data']);
  expect(existsSync(join(folder, 'data/extra-mile.sqlite'))).toBe(true);

  const run = (file: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [`src/cli/${file}`, ...args], {
      cwd: folder,
      env: { NODE_ENV: 'production' },
    });
  const outputs = await Promise.all([
    run('shoutouts.ts', 'export', '--workspace', 'T1'),
    run('content.ts', 'report'),
    run('store.ts', 'check', 'sqlite:data/extra-mile.sqlite'),
    run('manifest.ts', 'https://care.example.com'),
    run('extra-mile.ts', 'content', 'report', '--json'),
  ]);
  expect(outputs.map(({ stdout: output }) => output)).toEqual([
    '[\n]\n',
    'Nobody has called a tip not useful so far.\n',
    expect.stringContaining('0 indexes do not match'),
    expect.stringContaining('request_url: https://care.example.com/slack/events'),
    '[]\n',
  ]);

  expect(all('RUN').join('\n')).toContain('exec node /app/src/cli/extra-mile.ts');

  const [, check = '[]'] = /CMD (\[.*\])/.exec(all('HEALTHCHECK')[0] ?? '') ?? [];
  const [, ...probe] = JSON.parse(check) as string[];
  const healthy = promisify(execFile)(process.execPath, probe, {
    env: { OPS_PORT: String(opsPort) },
  });
  await expect(healthy).resolves.toBeDefined();
  await slack.close();
}

/** Copies the packages that `npm ci --omit=dev` installs; the tests that take minutes do that. */
export async function copyPackages(folder: string): Promise<void> {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  for (const [path, { dev }] of Object.entries(packages))
    if (path !== '' && !dev && existsSync(path))
      cpSync(path, join(folder, path), { recursive: true });
}
