import type { MergedSignposts } from './signpost-schema.ts';

/** A short answer to what no guideline should answer first. */
export type Signpost = {
  readonly id: string;
  readonly kind: 'safety' | 'everyday';
  readonly title: string;
  readonly now: string;
  readonly next: string;
  readonly guidelines: readonly string[];
};

/** What is looked for, as written: `when` and `always` call for the signpost, `unless` rules it out. */
export type Rule = {
  readonly signpost: Signpost;
  readonly when: readonly string[];
  /** These also match the words of lookalikes. */
  readonly always: readonly string[];
  readonly unless: readonly string[];
};

/** Checked and merged, as JSON; `checkSignposts` explains the patterns. */
export type SignpostData = Omit<MergedSignposts, 'contacts' | 'signposts'> & {
  readonly rules: readonly Rule[];
};
