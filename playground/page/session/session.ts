import { createContext, useContext } from 'react';
import type { Act, ActResult, PersonView } from '../../protocol.ts';
import type { PageLocation } from './page-location.ts';

/** The context of all components. */
export type Session = {
  readonly view: PersonView;
  readonly location: PageLocation;
  readonly navigate: (to: PageLocation) => void;
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
