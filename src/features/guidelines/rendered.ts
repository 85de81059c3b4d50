import type { Library } from '../../content/library.ts';
import type { Translate } from '../../i18n/catalogue.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';

export type Content = { readonly library: Library; readonly words: Translate };

/** Content doesn't change, so each of its messages is made once and is the same object from then on. */
const renderedBefore = new WeakMap<Content, Map<string, Message>>();

export function rendered(content: Content, name: string, parts: () => Part[]): Message {
  const known = renderedBefore.get(content) ?? new Map<string, Message>();
  renderedBefore.set(content, known);
  const found = known.get(name) ?? message(parts());
  known.set(name, found);
  return found;
}
