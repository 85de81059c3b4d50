import { createHash } from 'node:crypto';
import { type Problem, Problems } from '../problems.ts';
import {
  type ContentFiles,
  type GrammarFile,
  readContentFiles,
  readGrammarFiles,
} from './files.ts';
import type { LanguageFolders } from './languages.ts';

/** The language of the parsers: its words are read whatever people can read. */
const parsersLanguage = 'en';

export type LanguageFiles = LanguageFolders & {
  readonly files: ContentFiles;
  /** Changes with every change of a file. */
  readonly digest: string;
};

/** All files of the content, unchecked. */
export type SourceFiles = {
  readonly languages: readonly LanguageFiles[];
  readonly grammars: {
    readonly languages: readonly string[];
    readonly files: readonly GrammarFile[];
  };
  /** What could not be read. */
  readonly problems: readonly Problem[];
};

export function readSourceFiles(
  roots: readonly string[],
  languages: readonly LanguageFolders[],
): SourceFiles {
  const problems: Problem[] = [];
  const attempt = <T>(read: () => readonly T[]): readonly T[] => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const spoken = [...new Set([...languages.map(({ language }) => language), parsersLanguage])];
  return {
    languages: languages.flatMap((language) =>
      attempt(() => {
        const files = readContentFiles(language.roots, language.language);
        return [{ ...language, files, digest: digestOf([...files].flat()) }];
      }),
    ),
    grammars: { languages: spoken, files: attempt(() => readGrammarFiles(roots, spoken)) },
    problems,
  };
}

/** Of all that content is read from; the order of languages counts. */
export function digestOfAll({ languages, grammars }: SourceFiles): string {
  const ofLanguages = languages.flatMap(({ language, roots, digest }) => [
    language,
    `${roots.length}`,
    digest,
  ]);
  const ofGrammars = grammars.files.flatMap(({ language, text }) => [language, text]);
  return digestOf([...ofLanguages, ...ofGrammars]);
}

/** Not of all as one text: that takes five times as long. */
function digestOf(texts: readonly string[]): string {
  const digest = createHash('sha256');
  for (const text of texts) digest.update(`${text.length}:`).update(text);
  return digest.digest('hex');
}
