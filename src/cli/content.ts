/**
 * Readers' feedback on the content: `npm run content -- report` lists the tips that people called
 * not useful where they work, most often first. It counts people and names nobody.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inEachLanguage, readContent } from '../content/content.ts';
import { notUsefulRecords, tipTexts } from '../features/tips/index.ts';
import { printError, runCommand, withStore } from './command.ts';

const usage = 'Usage: npm run content -- report [--json]';
const ownPrompts = fileURLToPath(new URL('../../prompts', import.meta.url));

await runCommand(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.join(' ') === 'report') return report(values.json);
    printError(usage);
    return false;
  },
  { usage },
);

function report(asJson: boolean): Promise<boolean> {
  return withStore(async (store, { promptsDir, languages, offered }) => {
    const roots: [string, ...string[]] = promptsDir ? [ownPrompts, promptsDir] : [ownPrompts];
    const content = await readContent({ roots, languages, offered });
    const texts = new Map(inEachLanguage(content).flatMap(({ library }) => [...tipTexts(library)]));
    const counts = new Map<string, number>();
    await store.forEach({ ...notUsefulRecords, prefix: '' }, ({ value: { tip, people } }) => {
      counts.set(tip, (counts.get(tip) ?? 0) + people.length);
    });
    const tips = [...counts]
      .sort(([, one], [, other]) => other - one)
      .map(([tip, people]) => ({ tip, people, text: texts.get(tip) }));
    if (asJson) {
      process.stdout.write(`${JSON.stringify(tips, null, 2)}\n`);
      return true;
    }
    const lines = tips.map(({ tip, people, text }) => {
      return `${String(people).padStart(4)}  ${text ?? `${tip} (reworded or removed)`}`;
    });
    process.stdout.write(
      lines.length > 0
        ? `People who said "Not useful here":\n${lines.join('\n')}\n`
        : 'Nobody has called a tip not useful so far.\n',
    );
    return true;
  });
}
