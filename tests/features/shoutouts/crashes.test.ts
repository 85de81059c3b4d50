import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mortalRuns } from './crash-runs.ts';

test('a process killed in the middle of giving loses nothing it acknowledged, and shows nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mortal-'));
  const { kept } = await mortalRuns(`sqlite:${join(folder, 'store.sqlite')}`, 2);
  expect(kept).toBeGreaterThan(0);
});
