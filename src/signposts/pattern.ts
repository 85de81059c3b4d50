import { withoutAccents } from '../text/tokenize.ts';
import { type Inflection, inflector } from './inflect.ts';

/**
 * A sequence of words to look for. Each element is a word, `word~` for all its forms, `{class}` for
 * the phrases of a class, or several of these separated by `|`, with `_` between the words of a
 * phrase. `?` behind it makes it optional, and parentheses mark what only has to be there. Between elements, `..` stands for up to three
 * words and `...` for up to eight; `^` and `$` are the start and the end of the text.
 */
export type Pattern = readonly Element[];

type Element =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'words';
      /** The most words that may precede it. */
      readonly gap: number;
      /** Any of these matches. */
      readonly choices: readonly Choices[];
      readonly isOptional: boolean;
      /** Only has to be there, and isn't among the matched positions. */
      readonly isContext: boolean;
    };

/** The words of a class or those of one element; phrases are longer than a word. */
type Choices = { readonly words: ReadonlySet<string>; readonly phrases: readonly Pattern[] };

/** The phrases of each class, as they are written. */
export type Classes = Readonly<Record<string, readonly string[]>>;

const gaps = new Map([
  ['..', 3],
  ['...', 8],
]);
const elementForm = /^(?<open>\()?(?<choices>[^()?]+)\)?(?<optional>\?)?$/;
const classForm = /^\{(?<name>.+)\}$/;
const wordForm = /^[\p{L}\p{N}]+~?$/u;

/** Returns a function that parses patterns; it throws an error with the reason. */
export function patternParser(
  classes: Classes,
  inflection?: Inflection,
): (text: string) => Pattern {
  const inflected = inflection && inflector(inflection);
  const formsOf = (written: string): readonly string[] => {
    const word = withoutAccents(written.toLowerCase());
    if (!word.endsWith('~')) return [word];
    if (inflected) return inflected(word.slice(0, -1));
    throw new Error(`"${written}" needs the field "inflection"`);
  };
  const parsed = new Map<string, Choices>();
  /** Most elements occur in many patterns. */
  const parsedChoices = new Map<string, readonly Choices[]>();
  const classOf = (name: string, within: readonly string[]): Choices => {
    const known = parsed.get(name);
    if (known) return known;
    const members = Object.hasOwn(classes, name) ? classes[name] : undefined;
    if (!members) throw new Error(`there are no words "${name}"`);
    if (within.includes(name)) throw new Error(`the words "${name}" contain themselves`);
    const words = new Set<string>();
    const phrases: Pattern[] = [];
    for (const member of members) {
      const pattern = parse(member, [...within, name]);
      const [only] = pattern;
      if (pattern.length > 1 || only?.kind !== 'words') phrases.push(pattern);
      else {
        for (const choices of only.choices) {
          for (const word of choices.words) words.add(word);
          phrases.push(...choices.phrases);
        }
      }
    }
    const choices = { words, phrases };
    parsed.set(name, choices);
    return choices;
  };
  const phrase = (text: string, within: readonly string[]): Choices => ({
    words: new Set(),
    phrases: [parse(text, within)],
  });
  const parseChoices = (
    part: string,
    text: string,
    within: readonly string[],
  ): readonly Choices[] => {
    const known = parsedChoices.get(part);
    if (known) return known;
    const words = new Set<string>();
    const choices: Choices[] = [];
    for (const choice of part.split('|')) {
      const name = classForm.exec(choice)?.groups?.name;
      if (name) choices.push(classOf(name, within));
      else if (choice.includes('_')) choices.push(phrase(choice.split('_').join(' '), within));
      else if (!wordForm.test(choice)) throw new Error(`"${choice}" in "${text}" is no word`);
      else for (const word of formsOf(choice)) words.add(word);
    }
    if (words.size > 0) choices.unshift({ words, phrases: [] });
    parsedChoices.set(part, choices);
    return choices;
  };
  const parse = (text: string, within: readonly string[] = []): Pattern => {
    const elements: Element[] = [];
    let gap = 0;
    for (const part of text.trim().split(/\s+/)) {
      const form = elementForm.exec(part)?.groups;
      if (gaps.has(part)) gap = gaps.get(part) ?? 0;
      else if (part === '^') elements.push({ kind: 'start' });
      else if (part === '$') elements.push({ kind: 'end' });
      else if (!form?.choices) throw new Error(`"${part}" in "${text}" is no word`);
      else {
        elements.push({
          kind: 'words',
          gap,
          choices: parseChoices(form.choices, text, within),
          isOptional: Boolean(form.optional),
          isContext: Boolean(form.open),
        });
        gap = 0;
      }
    }
    return elements;
  };
  return (text) => parse(text);
}

/** All words that patterns can match. */
export function wordsOf(patterns: readonly Pattern[]): Set<string> {
  const words = new Set<string>();
  const seen = new Set<Choices>();
  const visit = (pattern: Pattern): void => {
    for (const element of pattern) {
      if (element.kind !== 'words') continue;
      for (const choices of element.choices) {
        if (seen.has(choices)) continue;
        seen.add(choices);
        for (const word of choices.words) words.add(word);
        choices.phrases.forEach(visit);
      }
    }
  };
  patterns.forEach(visit);
  return words;
}

/**
 * The words of which a text has to have one for the pattern to match: those of the element with the
 * fewest.
 */
export function keyWordsOf(pattern: Pattern): Iterable<string> {
  let key: readonly Choices[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const element of pattern) {
    if (element.kind !== 'words' || element.isOptional) continue;
    const size = sizeOf(element.choices);
    if (size < fewest) [key, fewest] = [element.choices, size];
  }
  const words = new Set<string>();
  for (const choices of key) {
    for (const word of choices.words) words.add(word);
    for (const phrase of choices.phrases) for (const word of keyWordsOf(phrase)) words.add(word);
  }
  return words;
}

function sizeOf(choices: readonly Choices[]): number {
  return choices.reduce((sum, { words, phrases }) => sum + words.size + phrases.length, 0);
}

/** A text to search. A `null` is a word that matches nothing, though it may stand in a gap. */
export type Tokens = readonly (string | null)[];

/** The positions of the matched words, without those in parentheses; the first match only. */
export function matchOf(
  pattern: Pattern,
  tokens: Tokens,
  fillers: ReadonlySet<string>,
): readonly number[] | undefined {
  const isFiller = (position: number) => fillers.has(tokens[position] ?? '');
  const fillersUntil = (from: number): number => {
    let end = from;
    while (end < tokens.length && isFiller(end)) end += 1;
    return end;
  };

  /** A match of the elements from `at` on; only a pattern's first element may not be preceded. */
  function match(elements: Pattern, at: number, position: number): Match | undefined {
    const element = elements[at];
    if (!element) return { end: position, positions: [] };
    if (element.kind === 'start') {
      return fillersUntil(0) >= position ? match(elements, at + 1, position) : undefined;
    }
    if (element.kind === 'end') {
      const isEnd = fillersUntil(position) === tokens.length;
      return isEnd ? match(elements, at + 1, position) : undefined;
    }
    let words = 0;
    for (let from = position; from < tokens.length && words <= element.gap; from += 1) {
      const token = tokens[from] ?? '';
      for (const choices of element.choices) {
        if (choices.words.has(token)) {
          const rest = match(elements, at + 1, from + 1);
          if (rest) return joined(element.isContext ? [] : [from], rest);
        }
        for (const phrase of choices.phrases) {
          const found = match(phrase, 0, from);
          const rest = found && match(elements, at + 1, found.end);
          if (rest) return joined(element.isContext ? [] : found.positions, rest);
        }
      }
      if (at === 0) break;
      if (!isFiller(from)) words += 1;
    }
    return element.isOptional ? match(elements, at + 1, position) : undefined;
  }

  for (let start = 0; start < tokens.length; start += 1) {
    const found = match(pattern, 0, start);
    if (found) return found.positions;
  }
  return undefined;
}

type Match = { readonly end: number; readonly positions: readonly number[] };

const joined = (positions: readonly number[], rest: Match): Match => ({
  end: rest.end,
  positions: [...positions, ...rest.positions],
});
