import type { Content } from '../../content/content.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';

const cached = new WeakMap<Content, Map<string, Message>>();

/** The message of this name; made once, since content doesn't change. */
export function cachedMessage(content: Content, name: string, parts: () => Part[]): Message {
  const messages = cached.get(content) ?? new Map<string, Message>();
  cached.set(content, messages);
  const found = messages.get(name) ?? message(parts());
  messages.set(name, found);
  return found;
}

/** More than the distinct searches of a shift. */
const maxSearches = 500;

/** Repeats the message of a recent search of the same content; drops the oldest search first. */
export function searchCache(): (content: Content, query: string, search: () => Message) => Message {
  const searches = new WeakMap<Content, Map<string, Message>>();
  return (content, query, search) => {
    const messages = searches.get(content) ?? new Map<string, Message>();
    searches.set(content, messages);
    const found = messages.get(query) ?? search();
    messages.delete(query);
    messages.set(query, found);
    const [oldest] = messages.keys();
    if (messages.size > maxSearches && oldest !== undefined) messages.delete(oldest);
    return found;
  };
}
