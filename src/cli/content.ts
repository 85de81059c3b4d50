/**
 * Readers' feedback on the content: `npm run content -- report` lists the tips that people called
 * not useful where they work, most often first. It counts people and names nobody.
 */
import { fileURLToPath } from 'node:url';
import { readContent } from '../content/content.ts';
import { notUsefulRecords, tipTexts } from '../features/tips/index.ts';
import { printError, runCommand, withStore } from './command.ts';

const usage = 'Usage: npm run content -- report';
const ownPrompts = fileURLToPath(new URL('../../prompts', import.meta.url));

await runCommand(async () => {
  if (process.argv[2] === 'report') return report();
  printError(usage);
  return false;
});

function report(): Promise<boolean> {
  return withStore(async (store, { promptsDir, languages }) => {
    const roots: [string, ...string[]] = promptsDir ? [ownPrompts, promptsDir] : [ownPrompts];
    const { library } = await readContent({ roots, languages });
    const texts = tipTexts(library);
    const counts = new Map<string, number>();
    await store.forEach({ ...notUsefulRecords, prefix: '' }, ({ value: { tip, people } }) => {
      counts.set(tip, (counts.get(tip) ?? 0) + people.length);
    });
    const lines = [...counts]
      .sort(([, one], [, other]) => other - one)
      .map(([tip, count]) => {
        const text = texts.get(tip) ?? `${tip} (reworded or removed)`;
        return `${String(count).padStart(4)}  ${text}`;
      });
    process.stdout.write(
      lines.length > 0
        ? `People who said "Not useful here":\n${lines.join('\n')}\n`
        : 'Nobody has called a tip not useful so far.\n',
    );
    return true;
  });
}
