import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { closedPort } from '../closed-port.ts';
import { recordedLog } from '../recorded-log.ts';
import { appProcess } from './app-process.ts';

/** Runs a command on a copy of the folder that is this small, or that can't be written. */
const onDisk = (options: string, folder: string) => [
  'unshare',
  ...['-rm', 'bash', '-c'],
  `cp -r "$0" "$0.copy" && mount -t tmpfs -o size=1m tmpfs "$0" && cp "$0.copy"/* "$0"/ &&
    ${options} && exec "$@"`,
  folder,
];

const fill = 'head -c 2m /dev/zero > "$0/ballast" 2>/dev/null || true';
const readOnly = 'mount -o remount,ro "$0"';

test.each([
  ['full', fill, 'disk'],
  ['read-only', readOnly, 'write'],
])('names a %s disk, and what stops the app is exit code 1', async (_, options, why) => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  await (await openStore({ url, clock: systemClock, log: recordedLog() })).close();
  const doctor = appProcess(
    {
      STORE_URL: url,
      SLACK_BOT_TOKEN: 'xoxb-1-a',
      SLACK_SIGNING_SECRET: '0123456789abcdef',
      HTTPS_PROXY: `http://127.0.0.1:${await closedPort()}`,
    },
    { args: ['src/cli/doctor.ts', '--json'], under: onDisk(options, folder) },
  );
  expect(await doctor.ended).toBe(1);
  const checks = JSON.parse(doctor.out()) as { check: string; state: string; why: string }[];
  const errors = checks.filter(({ state }) => state === 'error');
  expect(errors.map(({ check }) => check)).toEqual(['Store', 'HTTPS_PROXY']);
  expect(errors[0]?.why).toContain(why);
});
