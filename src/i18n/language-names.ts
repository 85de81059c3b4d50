import { capitalized } from '../text/capitalized.ts';
import { displayNames } from './display-names.ts';

/** What a language is called in a language, by default its own: "español", "Spanish". */
export function languageName(tag: string, inLanguage = tag): string {
  return displayNames('language', inLanguage).of(tag) ?? tag;
}

/** The same where it stands alone, as on a button: "Español". */
export function languageTitle(tag: string): string {
  return capitalized(languageName(tag), tag);
}
