import type { Grammar } from '../../../i18n/grammar.ts';
import { withoutAccents } from '../../../text/tokenize.ts';

/** Words around the people and the skill of a shout-out, as alternatives of a pattern. */
export type JoiningWords = {
  readonly [Meaning in 'and' | 'thanks' | 'praise' | 'to' | 'for' | 'their' | 'is']: string;
};

const byGrammars = new WeakMap<readonly Grammar[], JoiningWords>();

/** Those of all languages, whichever the giver reads. */
export function joiningWords(grammars: readonly Grammar[]): JoiningWords {
  const known = byGrammars.get(grammars) ?? readJoiningWords(grammars);
  byGrammars.set(grammars, known);
  return known;
}

function readJoiningWords(grammars: readonly Grammar[]): JoiningWords {
  const inAll = (meaning: keyof JoiningWords): string =>
    [meaning, ...grammars.flatMap(({ phrasesFor }) => phrasesFor('shoutout', meaning))]
      .flatMap((phrase) => [phrase, withoutAccents(phrase)])
      .filter((phrase, at, all) => all.indexOf(phrase) === at)
      // Of "a" and "a lot" a pattern takes the first that fits.
      .sort((one, other) => other.length - one.length)
      .map((phrase) => phrase.replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '\\s+'))
      .join('|');
  return {
    and: inAll('and'),
    thanks: inAll('thanks'),
    praise: inAll('praise'),
    to: inAll('to'),
    for: inAll('for'),
    their: inAll('their'),
    is: inAll('is'),
  };
}

/** What is made of them, once for each set of languages. */
export function memoized<Made extends object>(
  make: (joining: JoiningWords) => Made,
): (joining: JoiningWords) => Made {
  const made = new WeakMap<JoiningWords, Made>();
  return (joining) => {
    const known = made.get(joining) ?? make(joining);
    made.set(joining, known);
    return known;
  };
}
