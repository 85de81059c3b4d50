import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue, type Translate } from '../i18n/catalogue.ts';
import { currentLanguage } from '../i18n/current-language.ts';
import type { Grammar } from '../i18n/grammar.ts';
import type { Log } from '../ports/log.ts';
import { type Problem, Problems, problemLine } from '../problems.ts';
import type { OtherLanguage } from '../search/other-languages.ts';
import type { Signposts } from '../signposts/signposts.ts';
import { type ContentFiles, layersOf, readContentFiles } from './files.ts';
import { type ContentSource, languagesOf, type ReadLanguage } from './languages.ts';
import { buildLibrary, type Library } from './library.ts';
import { grammarsFor, readGrammars } from './read-grammars.ts';
import { readLanguages } from './read-languages.ts';
import { readSignposts } from './read-signposts.ts';

export type { OtherLanguage } from '../search/other-languages.ts';
export type { SearchResult, Sections } from '../search/search.ts';
export type { Signpost } from '../signposts/signposts.ts';
export type { ContentSource } from './languages.ts';

/** Everything that the app says in one language. */
export type Content = {
  readonly library: Library;
  readonly words: Translate;
  readonly signposts: Signposts;
  /** How the words of commands are written: in this language, then in each other that there is. */
  readonly grammars: readonly [Grammar, ...Grammar[]];
  /** The language of a question that is in another one. */
  readonly otherLanguage: (question: string) => OtherLanguage | undefined;
  /** BCP 47, also the name of the folder: `en`, `pt-BR`. */
  readonly language: string;
  /** Changes with every change of a file. */
  readonly version: string;
  /** The same in each of the other languages that people can read. */
  readonly others: readonly Content[];
};

/** The content in the language in which texts are composed at this moment. */
export function inCurrentLanguage(content: Content): Content {
  const language = currentLanguage();
  if (language === undefined || language === content.language) return content;
  return content.others.find((other) => other.language === language) ?? content;
}

/**
 * The default language, with the others that people can read. Throws `Problems` with all problems of
 * all files.
 */
export async function readContent(source: ContentSource): Promise<Content> {
  const languages = await languagesOf(source);
  const [grammars, ...read] = await Promise.allSettled([
    readGrammars(
      source.roots,
      languages.map(({ language }) => language),
    ),
    ...languages.map(readLanguage),
  ]);
  const problems = [...read, grammars].flatMap((one) =>
    one.status === 'rejected' ? problemsIn(one.reason) : [],
  );
  if (problems.length > 0 || grammars.status === 'rejected') throw new Problems(problems);
  return linked(
    read.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
    grammars.value,
  );
}

function problemsIn(error: unknown): readonly Problem[] {
  if (!(error instanceof Problems)) throw error;
  return error.problems;
}

type OneLanguage = Omit<Content, 'others' | 'grammars'>;

/** The first, each with the others. */
function linked(all: readonly OneLanguage[], grammars: readonly Grammar[]): Content {
  const contents = all.map((one) => ({
    ...one,
    grammars: grammarsFor(one.language, grammars),
    others: [] as Content[],
  }));
  for (const content of contents)
    content.others.push(...contents.filter((other) => other !== content));
  return contents[0] as Content;
}

const wordsFile = 'words.yml';

async function readLanguage({ language, roots }: ReadLanguage): Promise<OneLanguage> {
  const files = readContentFiles(roots, language);
  const problems: Problem[] = [];
  const attempt = <T>(build: () => T): T | undefined => {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const library = attempt(() => buildLibrary(files));
  const catalogue = layersOf(files.get(wordsFile) ?? '');
  const words = attempt(() => readCatalogue(wordsFile, catalogue, language));
  const signposts = attempt(() => readSignposts(files));
  const otherLanguage = attempt(() => readLanguages(files));
  if (!library || !words || !signposts || !otherLanguage) {
    throw new Problems(problems.map((problem) => ({ ...problem, place: placeOf(problem.place) })));
  }
  return { library, words, signposts, otherLanguage, language, version: versionOf(files) };

  /** The whole path of a file; what several roots have, the last of them got wrong. */
  function placeOf(place: string): string {
    const root = roots.findLast((each) => existsSync(join(each, language, place)));
    return join(root ?? roots.at(-1) ?? '', language, place);
  }
}

function versionOf(files: ContentFiles): string {
  const all = createHash('sha256');
  for (const [path, text] of files) all.update(`${path}\0${text}\0`);
  return all.digest('hex').slice(0, 8);
}

/**
 * Content that can be reloaded while the app runs; invalid content does not replace the current
 * one.
 */
export function liveContent(source: ContentSource, first: Content, log: Log) {
  let current = first;
  return {
    current: () => current,
    /** False if the new content is invalid, and the current one stays, in every language. */
    reread: async (): Promise<boolean> => {
      try {
        const content = await readContent(source);
        content.library.prepare();
        current = content;
        const entries = content.library.size;
        const languages = [content, ...content.others].map(({ language }) => language);
        log.info({ entries, languages }, 'content reloaded');
        return true;
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        const problems = error.problems.map(problemLine);
        log.error({ problems }, 'new content is invalid, keeping the current one');
        return false;
      }
    },
  };
}
