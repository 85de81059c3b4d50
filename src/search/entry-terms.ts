import type { Entry, Scenario } from '../content/entry.ts';
import { type Paragraph, plain } from '../content/markdown.ts';
import type { Analyzer } from './analyzer.ts';
import type { SearchData } from './search-data.ts';

/** The terms of an entry. */
export type EntryTerms = {
  /** Title and aliases. */
  readonly names: readonly (readonly string[])[];
  /** Whole questions that people ask about it. */
  readonly questions: readonly (readonly string[])[];
  /** Single words and half sentences that people ask with. */
  readonly phrases: readonly (readonly string[])[];
  /** The sentences of its text. */
  readonly sentences: readonly (readonly string[])[];
};

/** All words of a library in their written form. */
export type Lexicon = {
  /** Words of titles, aliases, questions and phrases, with their frequency. */
  readonly asked: ReadonlyMap<string, number>;
  /** Words of the entries' texts. */
  readonly inTexts: ReadonlySet<string>;
  /** Two neighbouring words of a name, keyed by how they are written as one. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
};

export type ExtractedTerms = {
  readonly entryTerms: readonly EntryTerms[];
  readonly lexicon: Lexicon;
};

export function extractTerms(
  { tokenizeLines, termsOf }: Analyzer,
  entries: readonly Entry[],
  { questions, phrases }: Pick<SearchData, 'questions' | 'phrases'>,
): ExtractedTerms {
  const inTexts: WordCounts = new Map();
  const asked: WordCounts = new Map();
  const compounds = new Map<string, readonly string[]>();
  const termsIn = (texts: readonly string[], counts: WordCounts): string[][] =>
    tokenizeLines(texts, (word) => {
      let seen = counts.get(word);
      if (!seen) {
        seen = { terms: termsOf(word), count: 0 };
        counts.set(word, seen);
      }
      seen.count += 1;
      return seen.terms;
    });
  const entryTerms = entries.map((entry) => {
    const names = [entry.title, ...entry.aliases];
    for (const tokens of tokenizeLines(names, itself)) {
      for (const [position, word] of tokens.entries()) {
        const next = tokens[position + 1];
        if (next) compounds.set(word + next, [word, next]);
      }
    }
    return {
      names: termsIn(names, asked),
      questions: termsIn(questions.get(entry.id) ?? [], asked),
      phrases: termsIn(phrases.get(entry.id) ?? [], asked),
      sentences: termsIn(sentencesOf(entry), inTexts),
    };
  });
  const frequencies = [...asked].map(([word, { count }]): [string, number] => [word, count]);
  return {
    entryTerms,
    lexicon: { asked: new Map(frequencies), inTexts: new Set(inTexts.keys()), compounds },
  };
}

const itself = (word: string): string[] => [word];

type WordCounts = Map<string, { readonly terms: readonly string[]; count: number }>;

const sentenceEnd = /(?<=[.?!:]["”’»]?)\s+/;

function sentencesOf(entry: Entry): string[] {
  const { summary, core, inPractice = [], say = [], avoid = [], external = [] } = entry;
  const skill =
    entry.kind === 'skill' ? [...entry.tips, ...entry.practice.flatMap(scenarioTexts)] : [];
  const paragraphs = [core, inPractice, say, avoid, external, entry.colleague ?? [], skill].flat();
  const details = entry.details.flatMap(({ paragraphs, items }) => [...paragraphs, ...items]);
  const headings = entry.details.map(({ heading }) => heading);
  return [summary, ...headings, ...[...paragraphs, ...details].map(plain)].flatMap((text) =>
    text.split(sentenceEnd),
  );
}

function scenarioTexts({ situation, answers }: Scenario): readonly Paragraph[] {
  return [...situation, ...answers.map(({ answer }) => answer)];
}
