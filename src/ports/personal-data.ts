import type { TaskResult } from './outbox.ts';
import type { Slacks } from './slack.ts';

/** The person whose data it is. */
export type Person = { readonly workspace: string; readonly user: string };

/** What the app keeps about a person, as `/care my-data` lists it. */
export const dataKinds = [
  'received',
  'waiting',
  'given',
  'wish',
  'language',
  'tries',
  'focus',
  'practice',
  'own-plan',
  'plans',
  'recaps',
] as const;
export type DataKind = (typeof dataKinds)[number];

/** One thing in an exported file. The names of the fields are a public format. */
export type DataRow = { readonly what: string } & Readonly<Record<string, unknown>>;

/** Thanks that a person gave are deleted with their data, or stay without the name. */
export const givenChoices = ['delete', 'keep'] as const;
export type GivenChoice = (typeof givenChoices)[number];

export type Erasure = Person & {
  readonly given: GivenChoice;
  /** When the person confirmed it, in milliseconds. Thanks given later are new, and stay. */
  readonly since: number;
  /** Keeps to Slack's rate limits. */
  readonly slacks: Slacks;
};

/** What one feature keeps about a person. */
export type PersonalData = {
  readonly count: (person: Person) => Promise<Partial<Readonly<Record<DataKind, number>>>>;
  /** All of it that the person may see: nothing that others chose, no name of a channel. */
  readonly rows: (person: Person) => Promise<readonly DataRow[]>;
  /**
   * Deletes it, so that the person's id is left nowhere. May be called again after a crash, or when
   * it was not done.
   */
  readonly erase: (erasure: Erasure) => Promise<TaskResult>;
};
