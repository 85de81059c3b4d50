import { IntlMessageFormat } from 'intl-messageformat';
import { load } from 'js-yaml';
import { type Problem, Problems } from '../problems.ts';
import { type WordKey, wordKeys } from './keys.ts';

/** Says a text of the app's own with its values filled in. Values are text: nothing in them is formatted. */
export type Words = <Key extends WordKey>(key: Key, ...values: Values<Key>) => string;

type Values<Key extends WordKey> = (typeof wordKeys)[Key] extends readonly []
  ? []
  : [{ readonly [Name in (typeof wordKeys)[Key][number]]: string | number }];

/** Throws `Problems` with every key that is missing, unknown, or not a message of its values. */
export function readWords(file: string, text: string, language: string): Words {
  const problems: Problem[] = [];
  const given = messages(file, text, problems);
  const formats = new Map<string, Format>();
  for (const [key, values] of Object.entries(wordKeys)) {
    const message = given.get(key);
    if (message === undefined) {
      if (problems.length === 0 || given.size > 0)
        problems.push({ place: file, field: key, reason: 'is missing' });
      continue;
    }
    try {
      const format = formatOf(message, language);
      format(Object.fromEntries((values as readonly string[]).map((name) => [name, 1])));
      formats.set(key, format);
    } catch (error) {
      problems.push({
        place: file,
        field: key,
        reason: (error as Error).message.split('\n', 1)[0] ?? '',
      });
    }
  }
  for (const key of given.keys()) {
    if (!(key in wordKeys))
      problems.push({ place: file, field: key, reason: 'is not a text of the app' });
  }
  if (problems.length > 0) throw new Problems(problems);
  return (key, ...[values]) => formats.get(key)?.(values ?? {}) ?? '';
}

type Given = Readonly<Record<string, string | number>>;
/** Throws where a value is missing. */
type Format = (values: Given) => string;

/** A text with names to fill in needs no plural rules, and loading those takes longer than everything else here. */
function formatOf(message: string, language: string): Format {
  const elements = IntlMessageFormat.__parse?.(message, { ignoreTag: true }) ?? [];
  if (elements.every(isPlain)) {
    return (values) =>
      elements
        .map((part) => (part.type === literal ? part.value : given(part.value, values)))
        .join('');
  }
  const format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  return (values) => String(format.format(values));
}

/** The parser's names for a piece of text and for a value to fill in. */
const [literal, argument] = [0, 1];

function isPlain(element: { readonly type: number }): element is { type: number; value: string } {
  return element.type === literal || element.type === argument;
}

function given(name: string, values: Given): string {
  const value = values[name];
  if (value === undefined) throw new Error(`the value "${name}" is not given to this text`);
  return String(value);
}

/** Nested names become `menu.title`. */
function messages(file: string, text: string, problems: Problem[]): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') found.set(path, node.trim());
    else if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
      for (const [name, child] of Object.entries(node))
        walk(child, path ? `${path}.${name}` : name);
    } else problems.push({ place: file, field: path, reason: 'is not a text' });
  };
  try {
    walk(load(text), '');
  } catch (error) {
    problems.push({
      place: file,
      field: '',
      reason: (error as Error).message.split('\n', 1)[0] ?? '',
    });
  }
  return found;
}
