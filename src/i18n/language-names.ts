import { isWithinEdits } from '../text/edit-distance.ts';
import { plainName } from '../text/nearest-names.ts';

/** What a language is called in a language, by default its own: "español", "Spanish". */
export function languageName(tag: string, inLanguage = tag): string {
  return namesIn(inLanguage).of(tag) ?? tag;
}

/** The same where it stands alone, as on a button: "Español". */
export function languageTitle(tag: string): string {
  const name = languageName(tag);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** What somebody wants with a language; `unknown`: one that is none of these. */
export type LanguageOrder =
  | { readonly kind: 'show' | 'as-in-slack' | 'unknown' }
  | { readonly kind: 'choose'; readonly language: string };

const asInSlack = new Set(['slack', 'auto', 'automatic', 'default', 'reset']);

/** Letters from which on a name may have a typo. */
const shortestTypo = 5;

/**
 * Reads what follows "language": one of these by its tag, or by its name in one of them or in
 * English. `undefined` if it is no language: "language barrier". `inSlack` are ways to say "as in
 * Slack"; some of their words are enough.
 */
export function parseLanguage(
  typed: string,
  languages: readonly string[],
  inSlack: readonly string[],
): LanguageOrder | undefined {
  const name = plainName(typed);
  if (name === '') return { kind: 'show' };
  const isSlack = inSlack.some((way) => isPartOf(name, plainName(way)));
  if (isSlack || asInSlack.has(name)) return { kind: 'as-in-slack' };
  const callsIt = (matches: (known: string) => boolean) =>
    languages.find((tag) => callings(tag, languages).some(matches));
  const language =
    callsIt((known) => known === name) ??
    callsIt((known) => known.length >= shortestTypo && isWithinEdits(known, name, 1));
  if (language !== undefined) return { kind: 'choose', language };
  return allNames(languages).has(name) ? { kind: 'unknown' } : undefined;
}

function isPartOf(name: string, way: string): boolean {
  const words = new Set(way.split(' '));
  return name.endsWith(' slack') && name.split(' ').every((word) => words.has(word));
}

/** The tag of a language with a region also stands for the language. */
function callings(tag: string, languages: readonly string[]): readonly string[] {
  const base = tag.split('-', 1)[0] ?? tag;
  return [tag, base].flatMap((one) => [
    plainName(one),
    ...[one, ...languages, 'en'].map((each) => plainName(languageName(one, each))),
  ]);
}

const formats = new Map<string, Intl.DisplayNames>();

function namesIn(language: string): Intl.DisplayNames {
  const known =
    formats.get(language) ??
    new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  formats.set(language, known);
  return known;
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const collected = new Map<string, ReadonlySet<string>>();

/**
 * What the languages of the world are called in these languages and in English, and those with a code
 * of two letters in themselves; the codes of these, too.
 */
function allNames(languages: readonly string[]): ReadonlySet<string> {
  const readers = [...new Set([...languages, 'en'])];
  const key = readers.join(' ');
  const names = collected.get(key) ?? new Set(worldNames(readers));
  collected.set(key, names);
  return names;
}

function worldNames(readers: readonly string[]): readonly string[] {
  const short = letters.flatMap((one) => letters.map((other) => one + other));
  const long = short.flatMap((pair) => letters.map((letter) => pair + letter));
  const english = namesIn('en');
  const spoken = short.filter((tag) => english.of(tag) !== undefined);
  return [
    ...spoken,
    ...spoken.map((tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag),
    ...[...spoken, ...long].flatMap((tag) => readers.flatMap((one) => namesIn(one).of(tag) ?? [])),
  ].map(plainName);
}
