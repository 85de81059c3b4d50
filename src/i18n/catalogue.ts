import { load } from 'js-yaml';
import { firstLine, type Problem, Problems } from '../problems.ts';
import { type MessageKey, messageKeys } from './keys.ts';
import { type MessageFormat, messageFormat } from './message-format.ts';

/** Says a text of the app's own with its values filled in. Values are text: nothing in them is formatted. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

type Values<Key extends MessageKey> = (typeof messageKeys)[Key] extends readonly []
  ? []
  : [{ readonly [Name in (typeof messageKeys)[Key][number]]: string | number }];

/** Throws `Problems` with every key that is missing, unknown, or not a message of its values. */
export function readCatalogue(file: string, text: string, language: string): Translate {
  const problems: Problem[] = [];
  const wrong = (field: string, reason: string) => problems.push({ place: file, field, reason });
  const written = messages(file, text, problems);
  const formats = new Map<string, MessageFormat>();
  for (const [key, values] of Object.entries(messageKeys)) {
    const message = written.get(key);
    if (message === undefined) {
      if (written.size > 0 || problems.length === 0) wrong(key, 'is missing');
      continue;
    }
    try {
      const format = messageFormat(message, language);
      const known: readonly string[] = values;
      const unknown = [...format.names].filter((name) => !known.includes(name));
      for (const name of unknown) wrong(key, `there is no value {${name}} here`);
      formats.set(key, format);
    } catch (error) {
      wrong(key, firstLine(error));
    }
  }
  for (const key of written.keys()) {
    if (!Object.hasOwn(messageKeys, key)) wrong(key, 'is not a text of the app');
  }
  if (problems.length > 0) throw new Problems(problems);
  return (key, ...[values]) => formats.get(key)?.say(values ?? {}) ?? '';
}

/** Far more than there are keys; a file of a few lines can unfold to billions. */
const mostNodes = 2000;

/** Nested names become `menu.title`. */
function messages(file: string, text: string, problems: Problem[]): Map<string, string> {
  const found = new Map<string, string>();
  let nodes = 0;
  const walk = (node: unknown, path: string): void => {
    nodes += 1;
    if (nodes > mostNodes) throw new Error(`holds more than ${mostNodes} texts`);
    if (typeof node === 'string' && node.trim() !== '') found.set(path, node.trim());
    else if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
      for (const [name, child] of Object.entries(node))
        walk(child, path ? `${path}.${name}` : name);
    } else problems.push({ place: file, field: path, reason: 'is not a text, or an empty one' });
  };
  try {
    walk(load(text), '');
  } catch (error) {
    problems.push({ place: file, field: '', reason: firstLine(error) });
  }
  return found;
}
