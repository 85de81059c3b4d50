/**
 * What readers said about the content: `npm run content -- report` lists the tips that people called not useful where they work,
 * most often first, from the store that STORE_URL names. It tells how many said so, and never who.
 */
import { fileURLToPath } from 'node:url';
import { readSettings } from '../config.ts';
import { readContent } from '../content/content.ts';
import { tipTexts, uselessRecords } from '../features/tips/index.ts';
import { systemClock } from '../ports/clock.ts';
import { Problems, problemLine } from '../problems.ts';
import { openStore } from '../store/store.ts';

const usage = 'Usage: npm run content -- report\n';

async function report(): Promise<void> {
  const { value: settings, problems } = readSettings(process.env);
  if (!settings) throw new Problems(problems);
  const own = fileURLToPath(new URL('../../prompts', import.meta.url));
  const roots: [string, ...string[]] = settings.promptsDir ? [own, settings.promptsDir] : [own];
  const { library } = await readContent({ roots, languages: settings.languages });
  const texts = tipTexts(library);
  const warn = (_fields: object, message: string) => void process.stderr.write(`${message}\n`);
  const log = { info: () => {}, warn, error: warn };
  const store = await openStore({ url: settings.storeUrl, clock: systemClock, log });
  const counts = new Map<string, number>();
  await store.forEach({ ...uselessRecords, prefix: '' }, ({ value: { tip, people } }) => {
    counts.set(tip, (counts.get(tip) ?? 0) + people.length);
  });
  await store.close();
  const lines = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(
      ([tip, count]) =>
        `${String(count).padStart(4)}  ${texts.get(tip) ?? `${tip} (reworded or gone)`}`,
    );
  process.stdout.write(
    lines.length > 0
      ? `People who said "Not useful here":\n${lines.join('\n')}\n`
      : 'Nobody has called a tip not useful so far.\n',
  );
}

if (process.argv[2] !== 'report') {
  process.stderr.write(usage);
  process.exit(2);
}
await report().catch((error: unknown) => {
  const lines = error instanceof Problems ? error.problems.map(problemLine) : [String(error)];
  process.stderr.write(`The report could not be made. Nothing was changed.\n${lines.join('\n')}\n`);
  process.exit(1);
});
