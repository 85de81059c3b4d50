import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { crashRuns } from './crash-runs.ts';

test('a process killed while giving loses nothing and posts nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashes-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const { acknowledged } = await crashRuns(url, 2, inject('seed'));
  expect(acknowledged).toBeGreaterThan(0);
}, 120_000);
