import { useState } from 'react';

/** What was written and not sent, by place: it is still there when somebody comes back to it. */
const drafts = new Map<string, string>();

export function useDraft(place: string) {
  const [text, setText] = useState(() => drafts.get(place) ?? '');
  const write = (next: string) => {
    drafts.set(place, next);
    setText(next);
  };
  /** Puts a text that could not be sent before whatever was written since, also when its text box is gone. */
  const giveBack = (unsent: string) => {
    const since = drafts.get(place);
    write(since ? `${unsent}\n${since}` : unsent);
  };
  return { text, write, giveBack };
}
