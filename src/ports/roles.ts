import type { Person } from './slack.ts';

/** Why a person may not set up tips and recaps of channels, as a text; `undefined` if they may. */
export type PlanRefusal = (
  workspace: string,
  person: Pick<Person, 'id' | 'isAdmin'>,
) => Promise<string | undefined>;

/** What guests may do with shout-outs. */
export type GuestRules = { readonly mayGive: boolean; readonly mayReceive: boolean };
