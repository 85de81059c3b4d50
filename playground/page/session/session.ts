import { createContext, useContext } from 'react';
import type { Act, ActResult, PersonView } from '../../protocol.ts';
import type { Place } from './place.ts';

/** What every part of the page may need: who looks, what there is to see, and how to do something. */
export type Session = {
  readonly view: PersonView;
  readonly place: Place;
  readonly go: (to: Place) => void;
  readonly act: (act: Act) => Promise<ActResult>;
  /** The local Slack's time, in milliseconds since 1970. */
  readonly now: () => number;
};

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a SessionContext');
  return session;
}
