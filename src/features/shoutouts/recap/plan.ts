import { z } from 'zod';
import { nextOccurrence, type Occurrence } from '../../../calendar/occurrences.ts';
import { type Rule, ruleSchema, type Weekday } from '../../../calendar/rule.ts';
import type { Appointment } from '../../../ports/outbox.ts';
import type { Key } from '../../../ports/store.ts';

const namespace = 'recaps';

const recapPlan = z.object({
  /** The person who set it up last; notified when it ends. None once their data was deleted. */
  owner: z.string().optional(),
  isOn: z.boolean(),
  /** With one day of the week. */
  rule: ruleSchema,
});

export type RecapPlace = { readonly workspace: string; readonly channel: string };

/** When a channel gets its weekly recap. */
export type RecapPlan = z.infer<typeof recapPlan>;

export const recapPlanKey = (workspace: string, channel: string): Key<RecapPlan> => ({
  namespace,
  name: `${workspace}/plan/${channel}`,
  schema: recapPlan,
});

/** Of all recaps of a workspace. */
export const recapPlans = (workspace: string) => ({
  namespace,
  prefix: `${workspace}/plan/`,
  schema: recapPlan,
});

const owned = z.object({ channels: z.array(z.string()) });

/**
 * The channels whose recaps a person set up, the latest last. The plan itself says whether it still
 * is theirs.
 */
export const ownedRecapsKey = (workspace: string, user: string): Key<z.infer<typeof owned>> => ({
  namespace,
  name: `${workspace}/owned/${user}`,
  schema: owned,
});

/** Of the recaps that a person set up, as many are remembered. */
const maxOwned = 100;

export const withOwned = (
  channels: readonly string[] = [],
  channel: string,
): z.infer<typeof owned> => ({
  channels: [...channels.filter((one) => one !== channel), channel].slice(-maxOwned),
});

const composed = z.object({
  /** Of the week that was told: its date, and when it is due (seconds since 1970). */
  occurrence: z.string(),
  postAt: z.number(),
  /** Moments up to here are in it; milliseconds since 1970. */
  until: z.number(),
  /** The shout-out that it tells in full. */
  shoutout: z.string().optional(),
  /** Whether fewer than five people were in the channel. */
  isSmall: z.boolean(),
  /** Whether Slack has it; it has those of versions that didn't note it. */
  isQueued: z.boolean().default(true),
});

const recapState = z.object({
  /** Moments up to here were in the recap before; milliseconds since 1970. */
  before: z.number().optional(),
  /** Missing if it was taken back before it was posted. */
  latest: composed.optional(),
});

/** What the latest recap of a channel tells, whether it was posted or is queued. */
export type RecapState = z.infer<typeof recapState>;
export type Composed = z.infer<typeof composed>;

export const recapStateKey = (workspace: string, channel: string): Key<RecapState> => ({
  namespace,
  name: `${workspace}/state/${channel}`,
  schema: recapState,
});

const retellings = z.object({
  /** Where and when (seconds since 1970) it is told again; the newest last. */
  in: z.array(z.object({ channel: z.string(), postAt: z.number() })),
});
export type Retellings = z.infer<typeof retellings>;

/** The recaps that tell a shout-out. */
export const retoldKey = (workspace: string, shoutout: string): Key<Retellings> => ({
  namespace,
  name: `${workspace}/told/${shoutout}`,
  schema: retellings,
});

/** The recaps that tell a moment of a person, until they are posted. */
export const personKey = (workspace: string, user: string): Key<Retellings> => ({
  namespace,
  name: `${workspace}/person/${user}`,
  schema: retellings,
});

/** The outbox's kind for recaps; an appointment's id is that of the channel. */
export const recapKind = 'recap';

export const recapAppointment = (workspace: string, channel: string): Appointment => ({
  workspace,
  kind: recapKind,
  id: channel,
});

/**
 * Seconds. A recap is queued at most this long before it is due, since what was thanked for may be
 * taken back: late, but early enough to survive a restart or an hour of trouble.
 */
export const recapAhead = 2 * 3600;

/** Seconds. A recap that is late by less than this is read on the same afternoon. */
export const recapLate = 3 * 3600;

/** Friday afternoon, when the week can be looked back on. */
const defaults = { time: '16:00', days: [5] as readonly Weekday[] };

export const newRecap = (owner: string, zone: string): RecapPlan => ({
  owner,
  isOn: true,
  rule: { ...defaults, zone, daysOff: [] },
});

export type RecapWords = {
  readonly time?: string | undefined;
  readonly day?: Weekday | undefined;
  readonly zone?: string | undefined;
};

/** The plan with what was said; the rest stays. */
export function withWords(plan: RecapPlan, { time, day, zone }: RecapWords): RecapPlan {
  const rule: Rule = {
    ...plan.rule,
    ...(time === undefined ? {} : { time }),
    ...(day === undefined ? {} : { days: [day] }),
    ...(zone === undefined ? {} : { zone }),
  };
  return { ...plan, rule };
}

/** `undefined` while it is off. `after` in seconds. */
export function nextRecap({ isOn, rule }: RecapPlan, after: number): Occurrence | undefined {
  if (!isOn) return undefined;
  return nextOccurrence(rule, Temporal.Instant.fromEpochMilliseconds(after * 1000));
}
