import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';

/** A guideline of an invented company, and what people typed who knew its subject alone. */
export type Guideline = {
  readonly lines: readonly string[];
  readonly questions: readonly string[];
};

type Trade = {
  readonly trade: string;
  readonly guidelines: readonly {
    readonly title: string;
    readonly summary: string;
    readonly aliases: readonly string[];
    readonly text: readonly string[];
    readonly questions: readonly string[];
  }[];
};

const folder = 'bench/word-vectors/trades';

/** Those who wrote guidelines and questions saw neither each other's texts nor the search. */
export function readGuidelines(): readonly Guideline[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => load(readFileSync(`${folder}/${file}`, 'utf8')) as Trade[])
    .flatMap(({ guidelines }) => guidelines)
    .map(({ title, summary, aliases, text, questions }) => ({
      lines: [title, ...aliases, summary, ...text],
      questions,
    }));
}
