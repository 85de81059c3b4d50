import { useState } from 'react';
import type { PersonView } from '../../protocol.ts';
import { accept, type Completion, completion, type Suggestion } from './completion.ts';

/** The state of a composer's suggestions. */
export function useCompletion(text: string, view: PersonView) {
  const [found, setFound] = useState<Completion | undefined>(undefined);
  const [at, setAt] = useState(0);
  /** The text at which Escape was pressed; no suggestions until it changes. */
  const [dismissed, setDismissed] = useState('');
  const suggestions = found?.suggestions ?? [];
  const close = () => setFound(undefined);

  const step = (by: number) => setAt((at + by + suggestions.length) % suggestions.length);

  return {
    open: suggestions.length > 0,
    suggestions,
    at,
    chosen: suggestions[at],
    close,
    onWrite: (next: string, cursor: number) => {
      const nextFound = next === dismissed ? undefined : completion(next, cursor, view);
      const same = JSON.stringify(nextFound?.suggestions) === JSON.stringify(found?.suggestions);
      if (!same) setAt(0);
      setFound(nextFound);
    },
    /** True when the key was handled. */
    onKey: (key: string): boolean => {
      if (key === 'ArrowDown') step(1);
      else if (key === 'ArrowUp') step(-1);
      else if (key === 'Escape') {
        setDismissed(text);
        close();
      } else return false;
      return true;
    },
    accept: (suggestion: Suggestion) => {
      const next = found && accept(text, found, suggestion);
      if (next) setDismissed(next.text);
      close();
      return next;
    },
  };
}
