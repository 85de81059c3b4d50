import { load } from 'js-yaml';
import { firstLine, type Problem, Problems } from '../problems.ts';
import { type MessageKey, messageKeys } from './keys.ts';
import { type MessageFormat, messageFormat } from './message-format.ts';

/** Returns a text of the app with its values inserted. Values are plain text, never parsed. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

type Values<Key extends MessageKey> = (typeof messageKeys)[Key] extends readonly []
  ? []
  : [{ readonly [Name in (typeof messageKeys)[Key][number]]: string | number }];

/**
 * Each of the texts replaces the messages that it has in those before it. Throws `Problems` with
 * every key that is missing, unknown or not a valid message.
 */
export function readCatalogue(file: string, texts: readonly string[], language: string): Translate {
  const problems: Problem[] = [];
  const report = (field: string, reason: string) => problems.push({ place: file, field, reason });
  const [first = '', ...rest] = texts;
  const messages = readMessages(file, first, problems);
  for (const text of rest.filter(hasContent)) {
    for (const [key, message] of readMessages(file, text, problems)) messages.set(key, message);
  }
  const formats = new Map<string, MessageFormat>();
  for (const [key, names] of Object.entries(messageKeys)) {
    const message = messages.get(key);
    if (message === undefined) {
      if (messages.size > 0 || problems.length === 0) report(key, 'is missing');
      continue;
    }
    try {
      const format = messageFormat(message, language);
      const known: readonly string[] = names;
      const unknown = [...format.names].filter((name) => !known.includes(name));
      for (const name of unknown) report(key, `there is no value {${name}} here`);
      formats.set(key, format);
    } catch (error) {
      report(key, firstLine(error));
    }
  }
  for (const key of messages.keys()) {
    if (!Object.hasOwn(messageKeys, key)) report(key, 'is not a text of the app');
  }
  if (problems.length > 0) throw new Problems(problems);
  return (key, ...[values]) => formats.get(key)?.format(values ?? {}) ?? '';
}

/** Not only comments. */
const hasContent = (text: string): boolean => /^\s*[^#\s]/m.test(text);

/** Far more than there are keys: YAML aliases in a few lines can expand to billions of nodes. */
const maxNodes = 2000;

/** Joins nested names with dots: `menu.title`. */
function readMessages(file: string, text: string, problems: Problem[]): Map<string, string> {
  const messages = new Map<string, string>();
  let nodes = 0;
  const walk = (node: unknown, path: string): void => {
    nodes += 1;
    if (nodes > maxNodes) throw new Error(`holds more than ${maxNodes} texts`);
    if (typeof node === 'string' && node.trim() !== '') {
      messages.set(path, node.trim());
    } else if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
      for (const [name, child] of Object.entries(node)) {
        walk(child, path ? `${path}.${name}` : name);
      }
    } else {
      problems.push({ place: file, field: path, reason: 'must be a text, and not empty' });
    }
  };
  try {
    walk(load(text), '');
  } catch (error) {
    problems.push({ place: file, field: '', reason: firstLine(error) });
  }
  return messages;
}
