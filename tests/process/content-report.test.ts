import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { tipTexts } from '../../src/features/tips/draw-tip.ts';
import { notUsefulKey } from '../../src/features/tips/keys.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { put } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { ourContent } from '../our-content.ts';
import { recordedLog } from '../recorded-log.ts';

const { library } = await ourContent();
const run = promisify(execFile);

test('lists tips called not useful with counts, never with names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const url = `sqlite:${join(folder, 'care.sqlite')}`;
  const env = { ...process.env, STORE_URL: url };
  const report = () => run(process.execPath, ['src/cli/content.ts', 'report'], { env });
  await expect(report()).rejects.toThrow('care.sqlite does not exist');
  const open = () => openStore({ url, clock: systemClock, log: recordedLog() });
  await (await open()).close();
  expect((await report()).stdout).toBe('Nobody has called a tip not useful so far.\n');
  const [[tip, text] = ['', ''], [other] = ['']] = [...tipTexts(library)];
  const store = await open();
  await store.setMany([
    put(notUsefulKey('T1', other), { tip: other, people: ['U1'] }),
    put(notUsefulKey('T1', tip), { tip, people: ['U1', 'U2'] }),
    put(notUsefulKey('T2', tip), { tip, people: ['U9'] }),
    put(notUsefulKey('T2', 'patience/gone'), { tip: 'patience/gone', people: ['U9', 'U8'] }),
  ]);
  await store.close();
  const { stdout } = await report();
  expect(stdout.split('\n').slice(1, 4)).toEqual([
    `   3  ${text}`,
    '   2  patience/gone (reworded or removed)',
    expect.stringMatching(/^ {3}1 {2}/),
  ]);
  expect(stdout).not.toMatch(/\bU\d/);
});
