import type { Entry } from '../content/entry.ts';
import { type ReadEntry, readTerms } from './entry-terms.ts';
import { says, termWeight } from './function-words.ts';
import { phraseScores } from './phrases.ts';
import { vocabulary } from './vocabulary.ts';
import { wordScores } from './word-scores.ts';

export type Hit = {
  readonly entry: Entry;
  readonly score: number;
  /** Part of what the question's words could score at best. */
  readonly share: number;
};

/** How much a name that the question covers counts beside the words by themselves. */
const nameShare = 2;

/** Ranks the entries for the words of a question, the best first; those that have nothing of it are left out. */
export function ranking(entries: readonly Entry[]): (typed: readonly string[]) => Hit[] {
  const { documents, words } = readTerms(entries);
  const { readings } = vocabulary(words);
  const scoresOfWord = wordScores(documents);
  const names = documents.flatMap(({ names }, owner) => names.map((terms) => ({ owner, terms })));
  const scoresOfNames = phraseScores(names, entries.length, rarityIn(documents));

  return (typed) => {
    const question = readings(typed);
    if (!question.flat().some(({ term }) => says(term))) return [];
    const scores = scoresOfNames(question);
    const covered = new Float64Array(entries.length);
    let most = 0;
    for (const word of question) {
      const best = new Float64Array(entries.length);
      let highest = 0;
      for (const { term, weight } of word) {
        const keep = weight * termWeight(term);
        const ofTerm = scoresOfWord(term);
        for (let place = 0; place < best.length; place += 1) {
          const score = (ofTerm[place] as number) * keep;
          if (score > (best[place] as number)) best[place] = score;
          if (score > highest) highest = score;
        }
      }
      most += highest;
      for (let place = 0; place < best.length; place += 1) {
        covered[place] = (covered[place] as number) + (best[place] as number);
      }
    }
    return entries
      .map((entry, place) => ({
        entry,
        score: (scores[place] as number) * nameShare + (covered[place] as number),
        share: (covered[place] as number) / most,
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  };
}

/** Higher the fewer entries have the term in their names. */
function rarityIn(documents: readonly ReadEntry[]): (term: string) => number {
  const holders = new Map<string, number>();
  for (const { names } of documents) {
    for (const term of new Set(names.flat())) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  return (term) => Math.log(1 + documents.length / ((holders.get(term) ?? 0) + 0.5));
}
