import type { Entry } from '../content/entry.ts';
import { plain } from '../content/markdown.ts';
import { termsOf, typedWords } from './terms.ts';
import type { LibraryWords } from './vocabulary.ts';
import type { Document } from './word-scores.ts';

/** An entry as terms; `names` are its title and its aliases, each by itself. */
export type ReadEntry = Document & { readonly names: readonly (readonly string[])[] };

/** The entries as terms, and their words as they are written. */
export function readTerms(entries: readonly Entry[]): {
  documents: ReadEntry[];
  words: LibraryWords;
} {
  const inTexts = new Set<string>();
  const inNames = new Set<string>();
  const compounds = new Map<string, readonly string[]>();
  const text = (written: string): string[] => {
    const typed = typedWords(written);
    for (const word of typed) inTexts.add(word);
    return typed.flatMap(termsOf);
  };
  const name = (written: string): string[] => {
    const typed = typedWords(written);
    for (const [place, word] of typed.entries()) {
      inNames.add(word);
      const next = typed[place + 1];
      if (next) compounds.set(word + next, [word, next]);
    }
    return typed.flatMap(termsOf);
  };
  const documents = entries.map((entry): ReadEntry => {
    const title = name(entry.title);
    const aliases = entry.aliases.map(name);
    return {
      title,
      // Each term once: many aliases around one word don't make the entry fit that word better.
      aliases: [...new Set(aliases.flat())],
      summary: text(entry.summary),
      body: text(textOf(entry)),
      names: [title, ...aliases],
    };
  });
  return { documents, words: { inNames, inTexts, compounds } };
}

function textOf(entry: Entry): string {
  const { core, inPractice = [], say = [], avoid = [], external = [], colleague = [] } = entry;
  const paragraphs = [core, inPractice, say, avoid, external, colleague].flat();
  const more = entry.details.flatMap(({ heading, paragraphs, items }) => [
    heading,
    ...[...paragraphs, ...items].map(plain),
  ]);
  return [...paragraphs.map(plain), ...more].join('\n');
}
