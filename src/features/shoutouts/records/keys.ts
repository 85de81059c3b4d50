import { z } from 'zod';
import type { Key } from '../../../ports/store.ts';
import { type Shoutout, shoutoutSchema, wishes } from '../shoutout.ts';

export const namespace = 'shoutouts';
export const monthsNamespace = 'shoutout-months';
export const shoutoutFolder = 'shoutout/';

const key = <Value>(workspace: string, name: string, schema: z.ZodType<Value>): Key<Value> => ({
  namespace,
  name: `${workspace}/${name}`,
  schema,
});

export const shoutoutPrefix = (workspace: string): string => `${workspace}/${shoutoutFolder}`;

export const shoutoutKey = (workspace: string, id: string): Key<Shoutout> =>
  key(workspace, `${shoutoutFolder}${id}`, shoutoutSchema);

const done = z.object({ id: z.string() });

/** What came of one press, view or event of Slack's. */
export const doneKey = (workspace: string, press: string): Key<z.infer<typeof done>> =>
  key(workspace, `done/${press.slice(-200)}`, done);

const twin = z.object({ id: z.string(), created: z.number() });

/** The latest shout-out with these words to these people; `digest` is of all that makes it the same. */
export const duplicateKey = (workspace: string, digest: string): Key<z.infer<typeof twin>> =>
  key(workspace, `twin/${digest}`, twin);

const quota = z.object({ ids: z.array(z.string()) });

/** What somebody gave on a day, also what was deleted since. */
export const quotaKey = (
  workspace: string,
  user: string,
  day: string,
): Key<z.infer<typeof quota>> => key(workspace, `quota/${user}/${day}`, quota);

const waiting = z.object({ id: z.string(), until: z.number() });
export const waitingPrefix = (workspace: string): string => `${workspace}/waiting/`;
export const waitingSchema = waiting;

/** That a shout-out waits for somebody's answer, and until when (milliseconds since 1970). */
export const waitingKey = (workspace: string, id: string): Key<z.infer<typeof waiting>> =>
  key(workspace, `waiting/${id}`, waiting);

const report = z.object({ id: z.string(), since: z.number(), by: z.array(z.string()) });
export type Report = z.infer<typeof report>;
export const reportPrefix = (workspace: string): string => `${workspace}/report/`;
export const reportSchema = report;

/** That a shout-out was reported, and by whom. */
export const reportKey = (workspace: string, id: string): Key<Report> =>
  key(workspace, `report/${id}`, report);

const place = z.object({ channel: z.string(), ts: z.string() });
const notices = z.object({
  sent: z.array(z.object({ user: z.string(), at: place.optional() })),
});

/** The direct messages about a shout-out; where one is, unless Slack didn't say. */
export const notificationsKey = (workspace: string, id: string): Key<z.infer<typeof notices>> =>
  key(workspace, `notice/${id}`, notices);

const settings = z.object({
  wish: z.enum(wishes).default('publicly'),
  /** Whether a moment may be told again: in a recap, in a skill's entry. */
  retell: z.boolean().default(false),
  /** Whether the first note was sent: what this is, who sees it, how to change it. */
  introduced: z.boolean().default(false),
});
export type Preferences = z.infer<typeof settings>;
export const defaultPreferences: Preferences = settings.parse({});

/** How a person wants to be thanked. */
export const preferencesKey = (workspace: string, user: string): Key<Preferences> =>
  key(workspace, `person/${user}`, settings);

const week = z.object({
  /** By skill: how many were seen on each day from Monday on, and how many were tried in the week. */
  skills: z.record(z.string(), z.object({ seen: z.array(z.number()), tried: z.number() })),
  /** How often each person was thanked or tried something, while those people are few. */
  people: z.record(z.string(), z.number()),
  /** There were too many people to go on counting them. */
  many: z.boolean(),
});
/** What was seen and tried in a week. Nothing in it says who saw whom. */
export type Week = z.infer<typeof week>;

/** `scope`: a channel's id, or `all`. `monday`: the date on which the week begins. */
export const weekKey = (workspace: string, scope: string, monday: string): Key<Week> =>
  key(workspace, `week/${scope}/${monday}`, week);
