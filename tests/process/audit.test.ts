import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { auditLog } from '../../src/audit/audit-log.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { bareEnvironment } from './app-process.ts';

const url = `sqlite:${join(mkdtempSync(join(tmpdir(), 'audit-')), 'store.sqlite')}`;

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['src/cli/audit.ts', ...args], {
    env: { ...bareEnvironment, STORE_URL: url },
  });

test('lists who changed what, for people and for programs', async () => {
  const log = recordedLog();
  const store = await openStore({ url, clock: systemClock, log });
  const time = { now: Date.now() - 3_600_000 };
  const audit = auditLog({ store, clock: { now: () => time.now }, log });
  await audit.note('T1', { what: 'tips.off', who: 'UANA', where: 'C1' });
  time.now += 60_000;
  await audit.note('T2', { what: 'admin.planners', who: 'UBEN', to: 'admins' });
  await store.close();
  const [all, json, bad] = await Promise.all([
    run(),
    run('--json', '--workspace', 'T2', '--since', new Date(time.now - 1000).toISOString()),
    run('--since', 'friday').catch((error: { readonly code: number }) => error),
  ]);
  const [first, second] = all.stdout.trim().split('\n');
  expect(first).toMatch(/^\d{4}-\d\d-\d\dT\S+Z {2}T1 {2}UANA {2}tips\.off {2}C1$/);
  expect(second).toMatch(/Z {2}T2 {2}UBEN {2}admin\.planners {2}to admins$/);
  expect(all.stderr).toBe('2 entries\n');
  expect(JSON.parse(json.stdout)).toEqual({
    ...{ at: new Date(time.now).toISOString(), workspace: 'T2' },
    ...{ who: 'UBEN', what: 'admin.planners', to: 'admins' },
  });
  expect(bad).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--since takes a date.*"friday" is neither.*npm run audit/s),
  });
});
