import type { CareHandler, Command, Feature, Reply } from './feature.ts';

export type CareReply = {
  /** The command word that answers, or `search`; for the log. */
  readonly route: string;
  readonly answer: Reply;
};

/** What slips in before the words: a colon after the mention, the command typed again. */
const clutter = /^(?:[:,]\s*|\/care(?![\w-])\s*)+/i;

const tidied = (text: string): string => text.trim().replace(clutter, '');
const afterWord = (text: string, word: string): string => text.slice(word.length).trim();

/** A shorter word may be another one with a slip in it: "tips" and "trips". */
const longEnough = 6;

/**
 * The grammar of `/care`: a command word with what fits it, and everything else is a search. A word alone that is a command word
 * but for one slip is meant for it.
 */
export function careCommand(
  features: readonly Feature[],
  search: (question: Command) => Reply | Promise<Reply>,
  isSlip: (typed: string, meant: string) => boolean,
): (question: Command) => Promise<CareReply> {
  const words = new Map<string, CareHandler>(
    features.flatMap(({ care = {} }) => Object.entries(care)),
  );
  const meantBy = (typed: string): string =>
    [...words.keys()].find((word) => word.length >= longEnough && isSlip(typed, word)) ?? typed;
  return async (question) => {
    const text = tidied(question.text);
    const raw = tidied(question.raw);
    const [first = ''] = text.split(/\s+/, 1);
    const typed = first.toLowerCase();
    const route = text === first && !words.has(typed) ? meantBy(typed) : typed;
    const handler = words.get(route);
    const answer: Reply | undefined = handler
      ? await handler({ ...question, text: afterWord(text, first), raw: afterWord(raw, first) })
      : undefined;
    if (answer) return { route: route || 'menu', answer };
    return { route: 'search', answer: await search({ ...question, text, raw }) };
  };
}
