import type { Key, Write } from './store.ts';

/** What the audit log knows. The names are a public format of `npm run audit`. */
export const auditActs = [
  'tips.set-up',
  'tips.changed',
  'tips.paused',
  'tips.resumed',
  'tips.skipped',
  'tips.unskipped',
  'tips.language',
  'tips.on',
  'tips.off',
  'recap.set-up',
  'recap.changed',
  'recap.on',
  'recap.off',
  'admin.planners',
  'admin.moderators',
  'admin.guests-give',
  'admin.guests-receive',
  'report.hidden',
  'report.closed',
  'shoutouts.exported',
  'my-data.exported',
  'my-data.deleted',
  'app.added',
  'app.removed',
  'content.reread',
] as const;
export type AuditAct = (typeof auditActs)[number];

/** In place of a person's id: the command line, Slack or the app itself, and people gone. */
export const nobodyNamed = ['operator', 'slack', 'deleted'] as const;

/** One act: ids and names of settings, never anybody's words. */
export type Act = {
  readonly what: AuditAct;
  /** A person's id, `operator` or `slack`. */
  readonly who: string;
  /** The id of the channel or the shout-out that it is about. */
  readonly where?: string | undefined;
  /** The new value of a setting. */
  readonly to?: string | undefined;
};

/** An act as it was noted; `who` is `deleted` for a person who had their data deleted. */
export type AuditEntry = Act & {
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** For acts that concern all workspaces. */
export const allWorkspaces = '_';

/**
 * The audit log of each workspace. Entries are added and expire; of a person who is forgotten, only
 * the act stays.
 */
export type Audit = {
  /** Never rejects: what was done is done, and a failure is logged. */
  readonly note: (workspace: string, act: Act) => Promise<void>;
  /**
   * Notes an act in the same step as the update of a record, which also reads `keys` and adds the
   * `writes` of their values.
   */
  readonly noted: (
    workspace: string,
    act: Act,
  ) => {
    readonly keys: readonly Key<unknown>[];
    readonly writes: (values: readonly unknown[]) => readonly Write[];
  };
  /** A workspace's latest entries, and those about all workspaces, the newest first; at most 20. */
  readonly latest: (workspace: string) => Promise<readonly AuditEntry[]>;
};
