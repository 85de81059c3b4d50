import type { CareAnswer, Feature, Question } from './feature.ts';
import type { Message } from './message.ts';

export type Care = {
  /** The command word that answers, or `search`; for the log. */
  readonly route: string;
  readonly answer: Message;
};

/** What slips in before the words: a colon after the mention, the command typed again. */
const clutter = /^(?:[:,]\s*|\/care(?![\w-])\s*)+/i;

/** The grammar of `/care`: a command word with what fits it, and everything else is a search. */
export function careGrammar(
  features: readonly Feature[],
  search: (question: Question) => Message | Promise<Message>,
): (question: Question) => Promise<Care> {
  const words = new Map<string, CareAnswer>(features.flatMap(({ care }) => Object.entries(care)));
  return async (question) => {
    const text = question.text.trim().replace(clutter, '');
    const [first = ''] = text.split(/\s+/, 1);
    const route = first.toLowerCase();
    const rest = text.slice(first.length).trim();
    const handler = words.get(route);
    const answer: Message | undefined = handler
      ? await handler({ ...question, text: rest })
      : undefined;
    if (answer) return { route: route || 'menu', answer };
    return { route: 'search', answer: await search({ ...question, text }) };
  };
}
