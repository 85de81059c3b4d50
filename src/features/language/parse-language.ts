import { type Content, inEachLanguage, languageTags } from '../../content/content.ts';
import { displayNames } from '../../i18n/display-names.ts';
import { languageName } from '../../i18n/language-names.ts';
import { baseLanguage } from '../../text/base-language.ts';
import { isWithinEdits } from '../../text/edit-distance.ts';
import { plainName } from '../../text/nearest-names.ts';

/** What somebody wants with a language; `unknown`: one that is none of these. */
export type LanguageOrder =
  | { readonly kind: 'show' | 'as-in-slack' | 'unknown' }
  | { readonly kind: 'choose'; readonly language: string };

const slackWords = new Set(['slack', 'auto', 'automatic', 'default', 'reset']);

/** What somebody types behind "language". */
export const languageOrder = (content: Content, typed: string): LanguageOrder | undefined =>
  parseLanguage(
    typed,
    languageTags(content),
    inEachLanguage(content).map(({ words }) => words('language.as-in-slack')),
  );

/** Letters from which on a name may have a typo. */
const shortestTypo = 5;

/**
 * Reads what follows "language": one of these by its tag, or by its name in one of them or in
 * English. `undefined` if it is no language: "language barrier". `inSlack` are ways to say "as in
 * Slack"; some of their words are enough.
 *
 * @internal exported for its test
 */
export function parseLanguage(
  typed: string,
  languages: readonly string[],
  inSlack: readonly string[],
): LanguageOrder | undefined {
  const name = plainName(typed);
  if (name === '') return { kind: 'show' };
  const isSlack = inSlack.some((way) => isPartOf(name, plainName(way)));
  if (isSlack || slackWords.has(name)) return { kind: 'as-in-slack' };
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
  return [tag, baseLanguage(tag)].flatMap((one) => [
    plainName(one),
    ...[one, ...languages, 'en'].map((each) => plainName(languageName(one, each))),
  ]);
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
  const english = displayNames('language', 'en');
  const spoken = short.filter((tag) => english.of(tag) !== undefined);
  return [
    ...spoken,
    ...spoken.map((tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag),
    ...[...spoken, ...long].flatMap((tag) =>
      readers.flatMap((one) => displayNames('language', one).of(tag) ?? []),
    ),
  ].map(plainName);
}
