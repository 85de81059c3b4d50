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
    let nearest = typed;
    let edits = editsAllowed(calm.length) + 1;
    for (const word of byStart.get(calm.charAt(0)) ?? []) {
      const isShort = word.length < 6 || calm.length < 6;
      if (isShort && lettersOf(word) !== lettersOf(calm)) continue;
      const distance = editDistance(calm, word, edits);
      if (distance < edits) [nearest, edits] = [word, distance];
    }
    return nearest;
  };
}

/** Letters in a shorter word are too often those of another one. */
const shortest = 4;
const editsAllowed = (length: number): number => (length < 11 ? 1 : 2);

/** A letter that is typed three times or more: "heeelp". */
const repeated = /(\p{L})\1{2,}/gu;
const digit = /\d/;

/** Equal for words that differ only in order and doubling of letters. */
const lettersOf = (word: string): string => [...new Set(word)].sort(byCodeUnits).join('');
