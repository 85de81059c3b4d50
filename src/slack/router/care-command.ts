import { isWithinEdits } from '../../text/edit-distance.ts';
import type { CareHandler, Command, Feature, Reply } from './feature.ts';

export type CareReply = {
  /** The command word that answered, or `search`; for the log. */
  readonly route: string;
  readonly reply: Reply;
};

/** A colon or comma after the mention, or the command typed once more. */
const clutter = /^(?:[:,]\s*|\/care(?![\w-])\s*)+/i;

const withoutClutter = (text: string): string => text.trim().replace(clutter, '');
const afterWord = (text: string, word: string): string => text.slice(word.length).trim();

/** Characters. A shorter word may be another one with a typo: "tips" and "trips". */
const shortestTypo = 6;

/**
 * The grammar of `/care`: a command word with arguments that fit it; everything else is a search.
 * A single word that is one typo away from a command word counts as that command word.
 */
export function careCommand(
  features: readonly Feature[],
  search: (command: Command) => Reply | Promise<Reply>,
): (command: Command) => Promise<CareReply> {
  const handlers = new Map<string, CareHandler>(
    features.flatMap(({ care = {} }) => Object.entries(care)),
  );
  const correctTypo = (typed: string): string =>
    [...handlers.keys()].find(
      (word) => word.length >= shortestTypo && isWithinEdits(typed, word, 1),
    ) ?? typed;
  return async (command) => {
    const text = withoutClutter(command.text);
    const raw = withoutClutter(command.raw);
    const [first = ''] = text.split(/\s+/, 1);
    const typed = first.toLowerCase();
    const route = text === first && !handlers.has(typed) ? correctTypo(typed) : typed;
    const reply: Reply | undefined = await handlers.get(route)?.({
      ...command,
      text: afterWord(text, first),
      raw: afterWord(raw, first),
    });
    if (reply) return { route: route || 'menu', reply };
    return { route: 'search', reply: await search({ ...command, text, raw }) };
  };
}
