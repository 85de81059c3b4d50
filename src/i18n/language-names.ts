import { capitalized } from '../text/capitalized.ts';

/** What a language is called in a language, by default its own: "español", "Spanish". */
export function languageName(tag: string, inLanguage = tag): string {
  return namesIn(inLanguage).of(tag) ?? tag;
}

/** The same where it stands alone, as on a button: "Español". */
export function languageTitle(tag: string): string {
  return capitalized(languageName(tag), tag);
}

const formats = new Map<string, Intl.DisplayNames>();

/** The names of languages in this one; `undefined` for a tag that it has none for. */
export function namesIn(language: string): Intl.DisplayNames {
  const known =
    formats.get(language) ??
    new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  formats.set(language, known);
  return known;
}
