import type { Messages } from '../i18n/catalogue.ts';
import type { OtherLanguagesData } from '../search/other-languages-schema.ts';
import type { SignpostData } from '../signposts/signpost-data.ts';
import type { LanguageGrammar } from './grammars.ts';
import type { LibraryData } from './library.ts';

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
