import { expect, test } from 'vitest';
import type { Grammar } from '../../../src/i18n/grammar.ts';
import { careCommand } from '../../../src/slack/router/care-command.ts';
import type { CareHandler } from '../../../src/slack/router/feature.ts';
import { english, grammars } from '../../i18n/grammars.ts';

/** Tells the command that answers and its arguments, or what is searched for. */
function answers(
  offered: () => readonly Grammar[] = () => grammars,
): (line: string) => Promise<string> {
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
    offered,
  );
  const command = { workspace: 'T1', user: 'U1', channel: 'C1', dedupeKey: '1' };
  return async (line) => {
    const { reply } = await answer({ ...command, text: line, raw: line });
    return 'text' in reply ? reply.text : '';
  };
}

const answerTo = answers();

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

test('a line is read in the languages of each person who types it', async () => {
  let offered: readonly Grammar[] = grammars;
  const answerTo = answers(() => offered);
  expect(await answerTo('ayuda')).toBe('help: ');
  offered = [english];
  expect(await answerTo('ayuda')).toBe('search: ayuda');
  offered = grammars;
  expect(await answerTo('ayuda')).toBe('help: ');
});
