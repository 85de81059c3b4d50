import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { auditLog } from '../../src/audit/audit-log.ts';
import { addReport } from '../../src/features/shoutouts/records/reports.ts';
import { addShoutout } from '../../src/features/shoutouts/records/repository.ts';
import { newShoutout } from '../../src/features/shoutouts/shoutout.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { systemRandom } from '../../src/ports/random.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { bareEnvironment } from './app-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'export-'));
const url = `sqlite:${join(folder, 'store.sqlite')}`;

async function keep(texts: readonly string[]): Promise<void> {
  const store = await openStore({ url, clock: systemClock, log: recordedLog() });
  const parts = { store, clock: systemClock, random: systemRandom };
  for (const [place, text] of texts.entries()) {
    const shoutout = newShoutout(
      parts,
      {
        ...{ from: `U${place}`, timeZone: 'UTC', channel: 'C1' },
        thanked: [{ id: 'UBEN', wish: 'publicly', retell: false }],
      },
      { people: ['UBEN'], skill: 'patience', text },
    );
    await addShoutout(parts, 'T1', `press ${place}`, shoutout);
    if (place === 0) await addReport(parts, 'T1', shoutout.id, { by: 'UREPORTER', why: 'rude' });
  }
  await store.close();
}

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['src/cli/shoutouts.ts', ...args], {
    env: { ...bareEnvironment, STORE_URL: url },
  });

test('exports all shout-outs and lists open reports, and notes what the operator did', async () => {
  await keep(['=1+1 is what she counted', 'she waited with a lost child']);
  const [json, reports, wrong] = await Promise.all([
    run('export', '--workspace', 'T1'),
    run('reports', '--workspace', 'T1'),
    run('import').catch((error: { readonly code: number; readonly stderr: string }) => error),
  ]);
  const rows = JSON.parse(json.stdout) as { text: string }[];
  expect(rows.map(({ text }) => text)).toEqual([
    '=1+1 is what she counted',
    'she waited with a lost child',
  ]);
  expect(json.stderr).toContain('2 shout-outs of T1');
  const reported = JSON.parse(reports.stdout) as { id: string };
  expect(reported).toMatchObject({
    ...{ reportedBy: ['UREPORTER'], reasons: [{ by: 'UREPORTER', why: 'rude' }], from: 'U0' },
    names: { reportedBy: ['UREPORTER'], from: 'U0', people: ['UBEN'] },
  });
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run shoutouts') });
  expect((await run('hide', reported.id, '--workspace', 'T1')).stderr).toContain('is hidden.');
  for (const again of ['hide', 'close'])
    expect((await run(again, reported.id, '--workspace', 'T1')).stderr).toContain(
      'is hidden already. Nothing was changed.',
    );
  const after = JSON.parse((await run('export', '--workspace', 'T1')).stdout) as {
    id: string;
    state: string;
  }[];
  expect(after.find(({ id }) => id === reported.id)?.state).toBe('hidden');
  expect((await run('reports', '--workspace', 'T1')).stderr).toContain('0 open reports');
  const out = join(folder, 'all.csv');
  const toFile = ['export', '--workspace', 'T1', '--format', 'csv', '--out', out];
  await run(...toFile);
  const table = readFileSync(out, 'utf8');
  expect(table).toContain(`"'=1+1 is what she counted"`);
  expect(table.trim().split('\r\n')).toHaveLength(3);
  writeFileSync(out, 'of my own');
  expect(await run(...toFile).catch((error: unknown) => error)).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining('exists, so nothing was exported') },
  });
  expect(readFileSync(out, 'utf8')).toBe('of my own');
  await run(...toFile, '--force');
  expect(readFileSync(out, 'utf8')).toBe(table);
  // What the operator did is in the audit log.
  const log = recordedLog();
  const store = await openStore({ url, clock: systemClock, log });
  const acts = await auditLog({ store, clock: systemClock, log }).latest('T1');
  await store.close();
  expect(acts.map(({ who, what, where }) => [who, what, where])).toEqual([
    ['operator', 'shoutouts.exported', undefined],
    ['operator', 'shoutouts.exported', undefined],
    ['operator', 'shoutouts.exported', undefined],
    ['operator', 'report.hidden', reported.id],
    ['operator', 'shoutouts.exported', undefined],
  ]);
});
