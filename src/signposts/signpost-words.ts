import { tokenizer } from '../text/tokenize.ts';
import type { SignpostData } from './signpost-data.ts';

/** Splits texts into words, as typed questions are split. */
export function signpostWords(data: Pick<SignpostData, 'contractions' | 'fillers' | 'short'>): {
  readonly wordsIn: (text: string) => readonly string[];
  readonly fillers: ReadonlySet<string>;
  /** What abbreviations stand for. */
  readonly short: ReadonlyMap<string, readonly string[]>;
} {
  const tokenize = tokenizer(data.contractions);
  const wordsIn = (text: string) => tokenize([text], (word) => [word])[0] ?? [];
  return {
    wordsIn,
    fillers: new Set(data.fillers.flatMap(wordsIn)),
    short: new Map(
      Object.entries(data.short).map(([word, text]) => [wordsIn(word).join(' '), wordsIn(text)]),
    ),
  };
}
