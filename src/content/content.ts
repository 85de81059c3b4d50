import { setImmediate } from 'node:timers/promises';
import { catalogue, type Translate } from '../i18n/catalogue.ts';
import { currentLanguage } from '../i18n/current-language.ts';
import { type Grammar, grammarOf } from '../i18n/grammar.ts';
import type { Log } from '../ports/log.ts';
import { Problems, problemLine } from '../problems.ts';
import { type OtherLanguage, otherLanguages } from '../search/other-languages.ts';
import type { WordVectors } from '../search/word-vectors.ts';
import { signpostIndex } from '../signposts/signpost-index.ts';
import { type Signposts, signpostsOf } from '../signposts/signposts.ts';
import {
  type ContentData,
  keepContent,
  keptContent,
  type LanguageContent,
} from './content-data.ts';
import type { Entry } from './entry.ts';
import { readWordVectors, signpostFiles } from './files.ts';
import { grammarsFor } from './grammars.ts';
import { type KeptResults, keptResults } from './kept-results.ts';
import { keepTitles, titlesIn } from './kept-titles.ts';
import { type ContentSource, languagesOf } from './languages.ts';
import { type Library, libraryOf } from './library.ts';
import {
  digestOfAll,
  type LanguageFiles,
  readSourceFiles,
  type SourceFiles,
} from './source-files.ts';

export type { OtherLanguage } from '../search/other-languages.ts';
export type { SearchResult, Sections } from '../search/search.ts';
export type { Signpost } from '../signposts/signpost-data.ts';
export type { Recognized } from '../signposts/signposts.ts';
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
  /**
   * Builds what questions need in all languages, which the first question does otherwise, and keeps
   * it for the next start.
   */
  readonly prepare: () => Promise<void>;
};

/** The content in each language, its own first. */
export const inEachLanguage = (content: Content): readonly [Content, ...Content[]] => [
  content,
  ...content.others,
];

/** The languages that people can read, its own first. */
export const languageTags = ({ language, others }: Content): readonly [string, ...string[]] => [
  language,
  ...others.map((other) => other.language),
];

/** The content in the language in which texts are composed at this moment. */
export function inCurrentLanguage(content: Content): Content {
  const language = currentLanguage();
  if (language === undefined || language === content.language) return content;
  return content.others.find((other) => other.language === language) ?? content;
}

/** An entry as the reader's language has it, or else another one: a company's may be in one alone. */
export function entryIn(
  content: Content,
  id: string,
): { readonly content: Content; readonly entry: Entry } | undefined {
  for (const one of inEachLanguage(content)) {
    const entry = one.library.find(id);
    if (entry) return { content: one, entry };
  }
  return undefined;
}

/**
 * The default language, with the others that people can read. Throws `Problems` with all problems of
 * all files.
 */
export async function readContent(source: ContentSource): Promise<Content> {
  const files = readSourceFiles(source.roots, await languagesOf(source));
  // What could not be read is not in the digest: these files may have that of others.
  const isWhole = files.problems.length === 0;
  const kept = keptResults(isWhole ? source.keptIn : undefined, digestOfAll(files));
  const data =
    keptContent(kept, files) ??
    keepContent(kept, (await import('./check-content.ts')).checkContent(files));
  return contentOf(data, files, kept);
}

/** The first language, each with the others. */
function contentOf(data: ContentData, { languages }: SourceFiles, kept: KeptResults): Content {
  const grammars = data.grammars.map((one) => grammarOf(one.language, one.data));
  const all = data.languages.map((one, at) =>
    inOneLanguage(one, languages[at] as LanguageFiles, kept),
  );
  const prepare = async (): Promise<void> => {
    const titles = all.flatMap(({ library }) => titlesIn(library));
    for (const one of all) {
      await one.prepare(titles);
      // All of what was kept is read by now, and its file forgotten.
      one.otherLanguage('');
      // Requests come in between.
      await setImmediate();
    }
    await kept.save();
  };
  const contents = all.map((one) => ({
    ...one,
    grammars: grammarsFor(one.language, grammars),
    others: [] as Content[],
    prepare,
  }));
  for (const content of contents)
    content.others.push(...contents.filter((other) => other !== content));
  return contents[0] as Content;
}

function inOneLanguage(
  data: LanguageContent,
  { files, digest, roots }: LanguageFiles,
  kept: KeptResults,
) {
  const { language } = data;
  const once = <T>(name: string, find: () => T): T =>
    kept.find<T>(`${name} ${language}`) ?? kept.keep(`${name} ${language}`, find());
  const texts = () =>
    [...files].flatMap(([path, text]) => (signpostFiles.includes(path) ? [] : [text]));
  let recognize: Content['otherLanguage'] | undefined;
  const otherLanguage: Content['otherLanguage'] = (question) => {
    recognize ??= otherLanguages(data.otherLanguages);
    return recognize(question);
  };
  const found = {
    library: libraryOf(data.library, once, () => vectorsIn(roots, language)),
    signposts: signpostsOf(
      () => data.signposts,
      () => once('signposts', () => signpostIndex(data.signposts, texts())),
    ),
  };
  return {
    language,
    version: digest.slice(0, 8),
    ...keepTitles(found, language, kept),
    words: catalogue(data.messages, language),
    otherLanguage,
  };
}

/** None if the file was damaged after the check: then words alone find the entries. */
function vectorsIn(roots: readonly string[], language: string): WordVectors | undefined {
  try {
    return readWordVectors(roots, language);
  } catch (error) {
    if (error instanceof Problems) return undefined;
    throw error;
  }
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
        await content.prepare();
        current = content;
        const entries = content.library.size;
        log.info({ entries, languages: languageTags(content) }, 'content reloaded');
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
