import type { Messages } from '../i18n/catalogue.ts';
import type { OtherLanguagesData } from '../search/other-languages-schema.ts';
import type { SignpostData } from '../signposts/signpost-data.ts';
import type { LanguageGrammar } from './grammars.ts';
import type { KeptResults } from './kept-results.ts';
import type { LibraryData } from './library.ts';
import type { SourceFiles } from './source-files.ts';

/** What the files of a language hold, checked and merged. */
export type LanguageContent = {
  readonly language: string;
  readonly library: LibraryData;
  readonly messages: Messages;
  readonly signposts: SignpostData;
  readonly otherLanguages: OtherLanguagesData;
};

/** All content, as JSON. */
export type ContentData = {
  /** The default language first. */
  readonly languages: readonly LanguageContent[];
  readonly grammars: readonly LanguageGrammar[];
};

type Entries = Omit<LibraryData, 'search'>;

const nameOf = (part: string, language: string): string => `${part} ${language}`;

/** What was kept of content; its parts are read when they are needed, as an answer needs few. */
export function keptContent(
  kept: Pick<KeptResults, 'later'>,
  { languages }: Pick<SourceFiles, 'languages'>,
): ContentData | undefined {
  const grammars = kept.later<readonly LanguageGrammar[]>('grammars');
  const found = languages.flatMap(({ language }) => keptLanguage(kept, language) ?? []);
  if (!grammars || found.length < languages.length) return undefined;
  return { languages: found, grammars: grammars() };
}

function keptLanguage(
  { later }: Pick<KeptResults, 'later'>,
  language: string,
): LanguageContent | undefined {
  const part = <T>(name: string) => later<T>(nameOf(name, language));
  const entries = part<Entries>('entries');
  const search = part<LibraryData['search']>('search data');
  const messages = part<LanguageContent['messages']>('messages');
  const signposts = part<LanguageContent['signposts']>('signpost data');
  const otherLanguages = part<LanguageContent['otherLanguages']>('other languages');
  if (!entries || !search || !messages || !signposts || !otherLanguages) return undefined;
  return {
    language,
    get library() {
      return {
        ...entries(),
        get search() {
          return search();
        },
      };
    },
    get messages() {
      return messages();
    },
    get signposts() {
      return signposts();
    },
    get otherLanguages() {
      return otherLanguages();
    },
  };
}

export function keepContent({ keep }: Pick<KeptResults, 'keep'>, data: ContentData): ContentData {
  keep('grammars', data.grammars);
  for (const { language, library, messages, signposts, otherLanguages } of data.languages) {
    const { search, ...entries } = library;
    const parts = { entries, messages, 'search data': search, 'signpost data': signposts };
    for (const [name, part] of Object.entries({ ...parts, 'other languages': otherLanguages }))
      keep(nameOf(name, language), part);
  }
  return data;
}
