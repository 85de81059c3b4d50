import { isWithinEdits } from '../../text/edit-distance.ts';
import { emojiSpans } from '../../text/emoji.ts';
import { normalizeTyped, tailOf, withoutMarks } from '../../text/normalize.ts';
import type { CareHandler, Command, Feature, Reply } from './feature.ts';

export type CareReply = {
  /** The command word that answered, or `search`; for the log. */
  readonly route: string;
  readonly reply: Reply;
};

/** A colon (of no emoji), comma or dash after the mention, or the command typed once more. */
const clutter = /^(?:(?::(?![a-z0-9_+'-]+:)|[,-])\s*|\/care(?![\w-])\s*)+/i;

/** The first word, with the marks around it, and what follows. */
const firstWord = /^(?<word>\S*)\s*/;

/** Characters. A shorter word may be another one with a typo: "tips" and "trips". */
const shortestTypo = 6;

/**
 * The grammar of `/care`: a command word with arguments that fit it; everything else is a search.
 * Quotation marks, stars and sentence marks around a command don't matter. A single word that is
 * one typo away from a command word counts as that command word, and "tips help" as "help tips".
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
  const answer = async (
    command: Command,
    word: string,
    text: string,
    raw = text,
  ): Promise<Reply | undefined> => handlers.get(word)?.({ ...command, text, raw });
  return async (command) => {
    const text = withoutClutter(command.text);
    const { word, rest } = split(withoutEmoji(text));
    const isAlone = withoutMarks(rest) === '';
    const route = isAlone && !handlers.has(word) ? correctTypo(word) : word;
    if (handlers.has(route)) {
      const given = trimmed(rest);
      const help = asksForHelp.test(given) ? await answer(command, 'help', route) : undefined;
      if (help) return { route: 'help', reply: help };
      const reply = await answer(command, route, given, rawRest(command.raw));
      if (reply) return { route: route || 'menu', reply };
    }
    return { route: 'search', reply: await search({ ...command, text }) };
  };
}

const withoutClutter = (text: string): string => text.trimStart().replace(clutter, '');

function split(text: string): { readonly word: string; readonly rest: string } {
  const found = firstWord.exec(text);
  return {
    word: withoutMarks(found?.groups?.word ?? '').toLowerCase(),
    rest: text.slice(found?.[0].length),
  };
}

/** "help" behind a command word, or behind "me" in "tips me help". */
const asksForHelp = /^(?:me )?help$/i;

const closingMarks = /[\s.,!?;:"'*_~`]/;

/** Arguments without the marks that close a sentence, or the quotes of the whole command. */
function trimmed(rest: string): string {
  let end = rest.length;
  while (end > 0 && closingMarks.test(rest.charAt(end - 1))) end -= 1;
  return rest.slice(0, end);
}

/** The written text behind the command word: `raw` is escaped and not normalised. */
function rawRest(raw: string): string {
  const { rest } = split(withoutClutter(normalizeTyped(raw)));
  return tailOf(raw, rest.length).trim();
}

/** The words between the emoji; all of it if there are only emoji. */
function withoutEmoji(text: string): string {
  const words = emojiSpans(text).flatMap((span) => ('text' in span ? [span.text] : []));
  return words.join(' ').trim() || text;
}
