import type { MessageKey, messageKeys } from './keys.ts';
import { type Message, type MessageFormat, messageFormat } from './message-format.ts';

/** Returns a text of the app with its values inserted. Values are plain text, never parsed. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

type Values<Key extends MessageKey> = (typeof messageKeys)[Key] extends readonly []
  ? []
  : [{ readonly [Name in (typeof messageKeys)[Key][number]]: string | number }];

/** The texts of a language by their key, as JSON. */
export type Messages = Readonly<Record<string, Message>>;

export function catalogue(messages: Messages, language: string): Translate {
  const formats = new Map<string, MessageFormat>();
  return (key, ...[values]) => {
    const format = formats.get(key) ?? messageFormat(messages[key] ?? [], language);
    formats.set(key, format);
    return format(values ?? {});
  };
}
