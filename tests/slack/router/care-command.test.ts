import { expect, test } from 'vitest';
import { careCommand } from '../../../src/slack/router/care-command.ts';
import type { CareHandler } from '../../../src/slack/router/feature.ts';
import { grammars } from '../../i18n/grammars.ts';

/** The command that answers and its arguments, or what is searched for. */
async function answerTo(line: string): Promise<string> {
  const handler =
    (word: string): CareHandler =>
    ({ text, raw }) =>
      word === 'help' && text !== ''
        ? undefined
        : { text: `${word}: ${word === 'thanks' ? raw : text}`, blocks: [] };
  const care = Object.fromEntries(['help', 'tips', 'thanks'].map((word) => [word, handler(word)]));
  const answer = careCommand(
    [{ care }],
    ({ text }) => ({ text: `search: ${text}`, blocks: [] }),
    () => grammars,
  );
  const command = { workspace: 'T1', user: 'U1', channel: 'C1', dedupeKey: '1' };
  const { reply } = await answer({ ...command, text: line, raw: line });
  return 'text' in reply ? reply.text : '';
}

test.each([
  ['help please', 'help: '],
  ['Help, please!', 'help: '],
  ['please help', 'help: '],
  ['ayuda por favor', 'help: '],
  ['please: tips at 9 pls', 'tips: at 9'],
  ['consejos a las 9, por favor', 'tips: a las 9'],
  ['tips please', 'tips: '],
])('%s is a command without its polite words', async (line, answer) => {
  expect(await answerTo(line)).toBe(answer);
});

test.each([
  ['please help me with a customer', 'search: please help me with a customer'],
  ['please', 'search: please'],
  ['please thank Ana', 'search: please thank Ana'],
  ['thanks Ana, who says please', 'thanks: Ana, who says please'],
])('%s keeps its words', async (line, answer) => {
  expect(await answerTo(line)).toBe(answer);
});
