import type { Answer, CareAnswer, Feature, Question } from './feature.ts';

export type Care = {
  /** The command word that answers, or `search`; for the log. */
  readonly route: string;
  readonly answer: Answer;
};

/** What slips in before the words: a colon after the mention, the command typed again. */
const clutter = /^(?:[:,]\s*|\/care(?![\w-])\s*)+/i;

const tidied = (text: string): string => text.trim().replace(clutter, '');
const afterWord = (text: string, word: string): string => text.slice(word.length).trim();

/** The grammar of `/care`: a command word with what fits it, and everything else is a search. */
export function careGrammar(
  features: readonly Feature[],
  search: (question: Question) => Answer | Promise<Answer>,
): (question: Question) => Promise<Care> {
  const words = new Map<string, CareAnswer>(
    features.flatMap(({ care = {} }) => Object.entries(care)),
  );
  return async (question) => {
    const text = tidied(question.text);
    const raw = tidied(question.raw);
    const [first = ''] = text.split(/\s+/, 1);
    const route = first.toLowerCase();
    const handler = words.get(route);
    const answer: Answer | undefined = handler
      ? await handler({ ...question, text: afterWord(text, first), raw: afterWord(raw, first) })
      : undefined;
    if (answer) return { route: route || 'menu', answer };
    return { route: 'search', answer: await search({ ...question, text, raw }) };
  };
}
