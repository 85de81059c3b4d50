import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { ourContent } from '../our-content.ts';

type Written = {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly lookalikes: readonly string[];
};

test('recognizes calls for help of 22 writers that nothing was learned from', async () => {
  const { signposts } = await ourContent('en');
  const isSafety = (text: string) =>
    signposts.recognize(text).calls.some(({ kind }) => kind === 'safety');
  const written = globSync('tests/signposts/unlearned/*.yml').map(
    (path) => load(readFileSync(path, 'utf8')) as Written,
  );
  const calls = written.flatMap((one) =>
    Object.entries(one.calls).flatMap(([label, texts]) => (label === 'legal' ? [] : texts)),
  );
  const lookalikes = written.flatMap((one) => one.lookalikes);
  const [found, alarms] = [calls, lookalikes].map((texts) => texts.filter(isSafety).length);
  process.stdout.write(`${found} of ${calls.length}, ${alarms} of ${lookalikes.length}\n`);
  expect(Number(found) / calls.length).toBeGreaterThan(0.8);
  expect(Number(alarms) / lookalikes.length).toBeLessThan(0.02);
});
