import { useState } from 'react';

/** Unsent drafts, one per conversation and user, kept while the page is open. */
const drafts = new Map<string, string>();

export function useDraft(key: string) {
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  const write = (next: string) => {
    drafts.set(key, next);
    setText(next);
  };
  /** Prepends a text that could not be sent, even after the composer was unmounted. */
  const restore = (unsent: string) => {
    const since = drafts.get(key);
    write(since ? `${unsent}\n${since}` : unsent);
  };
  return { text, write, restore };
}
