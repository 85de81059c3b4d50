import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crashRuns } from './crash-runs.ts';

test('a process killed while giving loses nothing and posts nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashes-'));
  const { kept } = await crashRuns(`sqlite:${join(folder, 'store.sqlite')}`, 2);
  expect(kept).toBeGreaterThan(0);
});
