export type { Entry, Introduction, Scenario, Skill } from './entry-schema.ts';

export const kinds = ['rule', 'principle', 'guideline', 'skill'] as const;
export type Kind = (typeof kinds)[number];

/** The folder and the introduction file of each kind. */
export const folderOf = {
  rule: 'rules',
  principle: 'principles',
  guideline: 'guidelines',
  skill: 'skills',
} as const satisfies Record<Kind, string>;
