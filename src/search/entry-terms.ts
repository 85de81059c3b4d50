import type { Entry, Scenario } from '../content/entry.ts';
import { type Paragraph, plain } from '../content/markdown.ts';
import type { Language } from './language.ts';
import type { Knowledge } from './language-file.ts';
import type { LibraryWords } from './vocabulary.ts';

/** An entry as terms. */
export type ReadEntry = {
  /** Its title and its aliases. */
  readonly names: readonly (readonly string[])[];
  /** How people ask for it, in whole questions. */
  readonly questions: readonly (readonly string[])[];
  /** The same in single words and half sentences. */
  readonly phrases: readonly (readonly string[])[];
  /** What it says, by sentences. */
  readonly sentences: readonly (readonly string[])[];
};

/** The entries as terms, and their words as they are written. */
export function readTerms(
  { readLines, typedWords, termsOf }: Language,
  entries: readonly Entry[],
  { questions, phrases }: Pick<Knowledge, 'questions' | 'phrases'>,
): { readonly read: readonly ReadEntry[]; readonly words: LibraryWords } {
  const inTexts: Words = new Map();
  const inAsked: Words = new Map();
  const compounds = new Map<string, readonly string[]>();
  const termsIn = (texts: readonly string[], words: Words): string[][] =>
    readLines(texts, (word) => {
      let seen = words.get(word);
      if (!seen) {
        seen = { terms: termsOf(word), times: 0 };
        words.set(word, seen);
      }
      seen.times += 1;
      return seen.terms;
    });
  const read = entries.map((entry) => {
    const names = [entry.title, ...entry.aliases];
    for (const typed of names.map(typedWords)) {
      for (const [place, word] of typed.entries()) {
        const next = typed[place + 1];
        if (next) compounds.set(word + next, [word, next]);
      }
    }
    return {
      names: termsIn(names, inAsked),
      questions: termsIn(questions.get(entry.id) ?? [], inAsked),
      phrases: termsIn(phrases.get(entry.id) ?? [], inAsked),
      sentences: termsIn(sentencesOf(entry), inTexts),
    };
  });
  return {
    read,
    words: { inAsked: timesOf(inAsked), inTexts: new Set(inTexts.keys()), compounds },
  };
}

/** Each word as it is written, its terms, and how often it was met. */
type Words = Map<string, { readonly terms: readonly string[]; times: number }>;

const timesOf = (words: Words): Map<string, number> =>
  new Map([...words].map(([word, { times }]) => [word, times]));

const sentenceEnd = /(?<=[.?!:]["”’]?)\s+/;

function sentencesOf(entry: Entry): string[] {
  const { summary, core, inPractice = [], say = [], avoid = [], external = [] } = entry;
  const skill = entry.kind === 'skill' ? [...entry.tips, ...entry.practice.flatMap(told)] : [];
  const paragraphs = [core, inPractice, say, avoid, external, entry.colleague ?? [], skill].flat();
  const details = entry.details.flatMap(({ paragraphs, items }) => [...paragraphs, ...items]);
  const headings = entry.details.map(({ heading }) => heading);
  return [summary, ...headings, ...[...paragraphs, ...details].map(plain)].flatMap((text) =>
    text.split(sentenceEnd),
  );
}

/** What happens in a scene, and what one could do. */
function told({ situation, answers }: Scenario): readonly Paragraph[] {
  return [...situation, ...answers.map(({ answer }) => answer)];
}
