import { byCodeUnits } from '../text/compare.ts';
import { editDistance } from '../text/edit-distance.ts';

/**
 * Corrects misspelt words to the nearest of `targets`. A word that is `known` is not misspelt:
 * "shouting" is not "shooting". The first letter has to be right; in short words only swapped and
 * doubled letters are corrected.
 */
export function speller(
  targets: ReadonlySet<string>,
  known: ReadonlySet<string>,
): (word: string) => string {
  const byStart = new Map<string, string[]>();
  for (const word of targets) {
    if (word.length < shortest) continue;
    const others = byStart.get(word.charAt(0));
    if (others) others.push(word);
    else byStart.set(word.charAt(0), [word]);
  }
  return (typed) => {
    if (known.has(typed)) return typed;
    const calm = typed.replace(repeated, '$1');
    const spelt = [calm, typed.replace(repeated, '$1$1')].find((word) => known.has(word));
    if (spelt) return spelt;
    if (calm.length < shortest || digit.test(calm)) return typed;
    const letters = lettersOf(calm);
    let [nearest, fewest] = [typed, Number.POSITIVE_INFINITY];
    for (const word of byStart.get(calm.charAt(0)) ?? []) {
      const isShort = word.length < 6 || calm.length < 6;
      const hasItsLetters = lettersOf(word) === letters;
      if (isShort && !hasItsLetters) continue;
      const limit = Math.min(fewest, editsAllowed(calm.length, hasItsLetters) + 1);
      const edits = editDistance(calm, word, limit);
      if (edits < limit) [nearest, fewest] = [word, edits];
    }
    return nearest;
  };
}

/** Letters in a shorter word are too often those of another one. */
const shortest = 4;
/** Two in a word of seven letters only if they are those of the other: "harrasment", "vilonce". */
const editsAllowed = (length: number, hasItsLetters: boolean): number =>
  length < (hasItsLetters ? 7 : 11) ? 1 : 2;

/** A letter that is typed three times or more: "heeelp". */
const repeated = /(\p{L})\1{2,}/gu;
const digit = /\d/;

/** Equal for words that differ only in order and doubling of letters. */
const lettersOf = (word: string): string => [...new Set(word)].sort(byCodeUnits).join('');
