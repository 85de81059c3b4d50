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
  { typedLines, termsOf }: Language,
  entries: readonly Entry[],
  questions: Questions,
): { readonly read: readonly ReadEntry[]; readonly words: LibraryWords } {
  const inTexts = new Set<string>();
  const inNames = new Set<string>();
  const compounds = new Map<string, readonly string[]>();
  const termsIn = (texts: readonly string[], words: Set<string>): string[][] =>
    typedLines(texts).map((typed) => {
      const terms: string[] = [];
      for (const word of typed) {
        words.add(word);
        for (const term of termsOf(word)) terms.push(term);
      }
      return terms;
    });
  const read = entries.map((entry) => {
    const names = [entry.title, ...entry.aliases];
    for (const typed of typedLines(names)) {
      for (const [place, word] of typed.entries()) {
        const next = typed[place + 1];
        if (next) compounds.set(word + next, [word, next]);
      }
    }
    return {
      names: termsIn(names, inNames),
      questions: termsIn(questions[entry.id] ?? [], inNames),
      sentences: termsIn(sentencesOf(entry), inTexts),
    };
  });
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
