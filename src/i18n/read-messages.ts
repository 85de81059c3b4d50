import { load } from 'js-yaml';
import { firstLine, type Problem, Problems } from '../problems.ts';
import type { Messages } from './catalogue.ts';
import { messageKeys } from './keys.ts';
import type { Message } from './message-format.ts';
import { namesIn, parseMessage } from './parse-message.ts';

/**
 * Each of the texts replaces the messages that it has in those before it. Throws `Problems` with
 * every key that is missing, unknown or not a valid message.
 */
export function readMessages(file: string, texts: readonly string[]): Messages {
  const problems: Problem[] = [];
  const report = (field: string, reason: string) => problems.push({ place: file, field, reason });
  const [first = '', ...rest] = texts;
  const messages = textsIn(file, first, problems);
  for (const text of rest.filter(hasContent)) {
    for (const [key, message] of textsIn(file, text, problems)) messages.set(key, message);
  }
  const parsed: Record<string, Message> = {};
  for (const [key, names] of Object.entries(messageKeys)) {
    const message = messages.get(key);
    if (message === undefined) {
      if (messages.size > 0 || problems.length === 0) report(key, 'is missing');
      continue;
    }
    try {
      const format = parseMessage(message);
      const known: readonly string[] = names;
      const unknown = [...namesIn(format)].filter((name) => !known.includes(name));
      for (const name of unknown) report(key, `there is no value {${name}} here`);
      parsed[key] = format;
    } catch (error) {
      report(key, firstLine(error));
    }
  }
  for (const key of messages.keys()) {
    if (!Object.hasOwn(messageKeys, key)) report(key, 'is not a text of the app');
  }
  if (problems.length > 0) throw new Problems(problems);
  return parsed;
}

/** Not only comments. */
const hasContent = (text: string): boolean => /^\s*[^#\s]/m.test(text);

/** Far more than there are keys: YAML aliases in a few lines can expand to billions of nodes. */
const maxNodes = 2000;

/** Joins nested names with dots: `menu.title`. */
function textsIn(file: string, text: string, problems: Problem[]): Map<string, string> {
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
