import type { Entry, Scenario } from '../content/entry.ts';
import { type Paragraph, plain } from '../content/markdown.ts';
import type { Language } from './language.ts';
import type { Questions } from './language-file.ts';
import type { LibraryWords } from './vocabulary.ts';

/** An entry as terms. */
export type ReadEntry = {
  /** Its title and its aliases. */
  readonly names: readonly (readonly string[])[];
  /** How else people ask for it. */
  readonly questions: readonly (readonly string[])[];
  /** What it says, by sentences. */
  readonly sentences: readonly (readonly string[])[];
};

/** The entries as terms, and their words as they are written. */
export function readTerms(
  { typedWords, termsOf }: Language,
  entries: readonly Entry[],
  questions: Questions,
): { readonly read: readonly ReadEntry[]; readonly words: LibraryWords } {
  const inTexts = new Set<string>();
  const inNames = new Set<string>();
  const compounds = new Map<string, readonly string[]>();
  const termsIn = (written: string, words: Set<string>): string[] => {
    const typed = typedWords(written);
    for (const word of typed) words.add(word);
    return typed.flatMap(termsOf);
  };
  const name = (written: string): string[] => {
    const typed = typedWords(written);
    for (const [place, word] of typed.entries()) {
      const next = typed[place + 1];
      if (next) compounds.set(word + next, [word, next]);
    }
    return termsIn(written, inNames);
  };
  const read = entries.map((entry) => ({
    names: [entry.title, ...entry.aliases].map(name),
    questions: (questions[entry.id] ?? []).map((question) => termsIn(question, inNames)),
    sentences: sentencesOf(entry).map((sentence) => termsIn(sentence, inTexts)),
  }));
  return { read, words: { inNames, inTexts, compounds } };
}

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
