import { type CommandLine, commandAt } from './command-line.ts';
import { countryNames, countryPhrases } from './countries.ts';
import {
  entriesOf,
  type GrammarData,
  type Scope,
  type Section,
  scopes,
  sectionNames,
} from './grammar-data.ts';
import { beginsDates, dateAt, isDates, isDay } from './grammar-dates.ts';
import { englishWords, grammarWords } from './grammar-words.ts';
import {
  type Phrase,
  type Phrases,
  phraseAt,
  phrasesOf,
  plainPhrase,
  type Word,
  wordsOf,
} from './phrases.ts';
import { withoutPolite } from './polite.ts';
import { asTyped, type Reading, rewriting } from './rewriting.ts';
import { withoutSlips } from './slips.ts';

export { type Scope, scopeOf } from './grammar-data.ts';

/** How one language writes the words that the parsers know. */
export type Grammar = {
  /** BCP 47 */
  readonly language: string;
  /** The command that a line begins with. */
  readonly command: (line: string) => CommandLine | undefined;
  /** The commands by the words for them, as `plainPhrase` has them. */
  readonly commands: ReadonlyMap<string, string>;
  /** A text behind a command, behind `help`, or in a field for `dates` or a `zone`. */
  readonly read: (scope: Scope, text: string) => Reading;
  /** The text with misspelt words as they may be meant; `undefined` without any. */
  readonly correct: (scope: Scope, text: string) => string | undefined;
  /** A line without the polite words at its ends. */
  readonly withoutPolite: (line: string) => string;
  /** How a word of a section is written besides the English one. */
  readonly phrasesFor: (section: Section, word: string) => readonly string[];
  /** A suggestion of the parsers as people type it in this language. */
  readonly write: (suggestion: string) => string;
};

/** Characters; longer texts are no commands, and are not rewritten. */
const maxLength = 4000;

/** The language of the parsers. */
const isEnglish = (language: string): boolean => /^en\b/.test(language);

/** Words behind `tips` that names follow, with the scope of what follows. */
const scopesBehind = new Map<string, Scope>([
  ['holiday', 'holidays'],
  ['holidays', 'holidays'],
  ['skill', 'skills'],
  ['skills', 'skills'],
  ['mode', 'mode'],
  ['language', 'other'],
]);

/** Data that `conflictsIn` finds nothing in. */
export function grammarOf(language: string, data: GrammarData): Grammar {
  const tables = new Map<Scope, Phrases>();
  const tableOf = (scope: Scope): Phrases => {
    const made = tables.get(scope) ?? phrasesOf(entriesIn(scope));
    tables.set(scope, made);
    return made;
  };
  const entriesIn = (scope: Scope): readonly (readonly [string, string])[] => {
    const names: readonly Section[] = scopes[scope];
    const hasCountries = names.includes('places') && !isEnglish(language);
    return [
      ...names.flatMap((name) => entriesOf(data, name)),
      ...(hasCountries ? countryPhrases(language) : []),
    ].map(([phrase, meaning]) => [phrase, meaning === 'ignored' ? '' : meaning]);
  };
  const months = phrasesOf(entriesOf(data, 'months'));
  const own = entriesOf(data, 'commands');
  const english = grammarWords.commands.filter(isOneWord).map((word) => [word, word] as const);
  const commands = phrasesOf([...own, ...english]);
  const polite = phrasesOf(entriesOf(data, 'polite'));
  let written: Phrases | undefined;

  function read(scope: Scope, text: string): Reading {
    if (text.length > maxLength) return asTyped(text);
    const names: readonly Section[] = scopes[scope];
    const hasDates = names.includes('calendar');
    const words = wordsOf(text);
    const made = rewriting(text);
    const meaningAt = (phrases: Phrases, at: number): string | undefined =>
      phraseAt(phrases, text, words, at)?.meaning ?? words[at]?.plain;
    let table = tableOf(scope);
    let takesDates = isDates(scope);
    let [hasEnglish, hasOwn] = [false, false];
    for (let at = 0; at < words.length; ) {
      const { start, end: wordEnd, plain } = words[at] as Word;
      const date = hasDates && data['day-first'] ? dateAt(text, start) : undefined;
      const month = takesDates ? phraseAt(months, text, words, at) : undefined;
      const inTable = () => phraseAt(table, text, words, at);
      // "mar" may be a month as well as a weekday, and "set" a word of English.
      const phrase = isDay(made.words().at(-1))
        ? (month ?? inTable())
        : (inTable() ??
          (month && (isUntil(made.words()) || isDay(meaningAt(table, at + month.words.length)))
            ? month
            : undefined));
      const end = date
        ? start + date.length
        : phrase
          ? (words[at + phrase.words.length - 1] as Word).end
          : wordEnd;
      made.put(date?.dotted ?? phrase?.meaning ?? text.slice(start, end), start, end);
      if (phrase) hasOwn ||= isNoEnglish(phrase);
      else hasEnglish ||= !date && table === tableOf(scope) && englishWords.has(plain);
      takesDates ||= scope === 'tips' && beginsDates(phrase?.meaning ?? plain);
      while (at < words.length && (words[at] as Word).start < end) at += 1;
      const behind = scope === 'tips' ? scopesBehind.get(phrase?.meaning ?? plain) : undefined;
      if (behind && isHead(made.words())) table = tableOf(behind);
    }
    return made.reading(write, !isEnglish(language) && (hasEnglish || !hasOwn));
  }

  function write(suggestion: string): string {
    if (isEnglish(language) || suggestion.length > maxLength) return suggestion;
    written ??= phrasesOf(writtenAs(language, data), betweenSpaces);
    const words = wordsOf(suggestion, betweenSpaces);
    const made = rewriting(suggestion);
    for (let at = 0; at < words.length; ) {
      const { start, end: wordEnd } = words[at] as Word;
      const phrase = phraseAt(written, suggestion, words, at);
      const length = phrase?.words.length ?? 1;
      const end = words[at + length - 1]?.end ?? wordEnd;
      made.put(phrase?.meaning ?? rangeIn(written, suggestion.slice(start, end)), start, end);
      at += length;
    }
    return made.reading((part) => part, false).text;
  }

  const known = new Map<Scope, ReadonlyMap<string, string>>();
  /** The single words of a scope by their plain form. */
  const wordsIn = (scope: Scope): ReadonlyMap<string, string> => {
    const names: readonly Section[] = scopes[scope];
    const all = [...names, ...(names.includes('calendar') ? (['months'] as const) : [])];
    const made =
      known.get(scope) ??
      new Map(
        all
          .flatMap((name) => [
            ...(name === 'places' ? [] : grammarWords[name]),
            ...entriesOf(data, name).map(([phrase]) => phrase),
          ])
          .filter((phrase) => /^\p{L}+$/u.test(phrase))
          .map((phrase) => [plainPhrase(phrase), phrase]),
      );
    known.set(scope, made);
    return made;
  };
  const correct = (scope: Scope, text: string): string | undefined =>
    withoutSlips(text, wordsIn(scope), (words, at) => {
      const phrase = phraseAt(tableOf(scope), text, words, at) ?? phraseAt(months, text, words, at);
      return phrase?.words.length ?? (wordsIn(scope).has(words[at]?.plain ?? '') ? 1 : 0);
    });

  return {
    language,
    command: (line) => commandAt(commands, line),
    commands: new Map([...own, ...english].map(([text, word]) => [plainPhrase(text), word])),
    read,
    correct,
    withoutPolite: (line) => withoutPolite(polite, line),
    phrasesFor: (section, word) => data[section][word] ?? [],
    write,
  };
}

/** Whether it is spelt otherwise than in English: not as "Portugal" or "once" are. */
const isNoEnglish = ({ words, meaning }: Phrase): boolean =>
  words.join(' ') !== plainPhrase(meaning) && !words.every((word) => englishWords.has(word));

/** Whether the last word is the first one, or the first one behind "me". */
const isHead = (words: readonly string[]): boolean =>
  words.length === 1 || (words.length === 2 && words[0]?.toLowerCase() === 'me');

/** A month alone is a date only there: "hasta enero". */
const isUntil = (words: readonly string[]): boolean => words.at(-1)?.toLowerCase() === 'until';

/** A command, and no beginning of its arguments. */
const isOneWord = (command: string): boolean => !command.includes(' ');

const betweenSpaces = /[^\s,;]+/g;

/** "monday-friday", of which each word is written; other text stays. */
const rangeIn = (written: Phrases, text: string): string =>
  text
    .split('-')
    .map((word) => phraseAt(written, word, wordsOf(word, betweenSpaces), 0)?.meaning ?? word)
    .join('-');

/** The words of the parsers with the first of their phrases. */
function writtenAs(language: string, data: GrammarData): readonly (readonly [string, string])[] {
  // What stands behind a command is suggested more often than one that is spelt alike.
  const names = [...sectionNames.filter((name) => name !== 'commands'), 'commands' as const];
  const words = names.flatMap((name) =>
    Object.entries(data[name])
      .filter(
        ([word]) => !/^[\d:]|^ignored$/.test(word) && (name !== 'commands' || isOneWord(word)),
      )
      .flatMap(([word, phrases]) => (phrases?.[0] ? [[word, phrases[0]] as const] : [])),
  );
  return [...words, ...countryNames(language).map(([name, english]) => [english, name] as const)];
}
