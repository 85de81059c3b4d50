import { z } from 'zod';
import type { Key } from '../../../ports/store.ts';
import { digestOf } from '../../../text/digest.ts';
import { mapDetails } from '../details.ts';
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

/** The shout-out or try that a press, view or event of Slack led to. */
export const doneKey = (workspace: string, dedupeKey: string): Key<z.infer<typeof done>> =>
  key(workspace, `done/${dedupeKey.slice(-200)}`, done);

/** Milliseconds. Slack redelivers an event for up to a day, with Delayed Events. */
export const doneTtl = 25 * 3_600_000;

const duplicate = z.object({ id: z.string(), created: z.number() });

/** The latest shout-out with the same giver, people, skill, text, details and channel. */
export function duplicateKey(
  workspace: string,
  { from, people, skill, text, channel, ...rest }: Shoutout,
): Key<z.infer<typeof duplicate>> {
  const sorted = [...people].sort((a, b) => a.localeCompare(b));
  const identity = JSON.stringify([
    ...[from, sorted, skill, text, channel ?? ''],
    mapDetails((name) => rest[name] ?? ''),
  ]);
  return key(workspace, `twin/${digestOf(identity)}`, duplicate);
}

/** Milliseconds: longer than a day in any time zone. */
export const quotaTtl = 48 * 3_600_000;

const quota = z.object({ ids: z.array(z.string()) });

/** The shout-outs that a person gave on a day, including deleted ones. */
export const quotaKey = (
  workspace: string,
  user: string,
  day: string,
): Key<z.infer<typeof quota>> => key(workspace, `quota/${user}/${day}`, quota);

export const waitingSchema = z.object({ id: z.string(), until: z.number() });
export const waitingPrefix = (workspace: string): string => `${workspace}/waiting/`;

/** A shout-out that waits for consent, and until when (milliseconds since 1970). */
export const waitingKey = (workspace: string, id: string): Key<z.infer<typeof waitingSchema>> =>
  key(workspace, `waiting/${id}`, waitingSchema);

const bundle = z.object({
  /** When the latest one was shown; milliseconds since 1970. */
  last: z.number().optional(),
  /**
   * The first message of one that is being shown: noted when (milliseconds since 1970); `ts` is
   * missing until Slack has confirmed it.
   */
  line: z.object({ since: z.number(), ts: z.string().optional() }).optional(),
});
export type Bundle = z.infer<typeof bundle>;

/** The bundles of a channel. */
export const bundleKey = (workspace: string, channel: string): Key<Bundle> =>
  key(workspace, `bundle/${channel}`, bundle);

const bundled = z.object({ ids: z.array(z.string()) });

/** The shout-outs whose cards are, or were, in the thread of a bundle's first message. */
export const bundledKey = (
  workspace: string,
  channel: string,
  ts: string,
): Key<z.infer<typeof bundled>> => key(workspace, `bundled/${channel}/${ts}`, bundled);

/** Why a person reported it; who it was is missing if they had their data deleted. */
const reason = z.object({ by: z.string().optional(), why: z.string() });
export type Reason = z.infer<typeof reason>;

export const reportSchema = z.object({
  id: z.string(),
  since: z.number(),
  by: z.array(z.string()),
  /** When the moderators left it as it is; milliseconds since 1970. */
  left: z.number().optional(),
  reasons: z.array(reason).default([]),
});
export type Report = z.infer<typeof reportSchema>;
export const reportPrefix = (workspace: string): string => `${workspace}/report/`;

/** The report of a shout-out, with the people who reported it. */
export const reportKey = (workspace: string, id: string): Key<Report> =>
  key(workspace, `report/${id}`, reportSchema);

const place = z.object({ channel: z.string(), ts: z.string() });

const reportMessage = z.object({
  /** Missing if Slack didn't confirm it. */
  at: place.optional(),
  /** Where it was before it came to another channel, while it isn't deleted there. */
  old: place.optional(),
  /** The first person who reported it; missing if they had their data deleted. */
  by: z.string().optional(),
  /** Whether only members can read the channel for reports. */
  inPrivate: z.boolean().default(false),
  reasons: z.array(reason).default([]),
  decision: z.object({ what: z.enum(['hide', 'leave']), by: z.string().optional() }).optional(),
});
export type ReportMessage = z.infer<typeof reportMessage>;

const sentMessage = z.object({
  user: z.string(),
  /** Missing if Slack didn't confirm it. */
  at: place.optional(),
  /** The version of the shout-out that it asks the person about. */
  asks: z.string().optional(),
  /** Whether it is the person's first, which explains what shout-outs are. */
  isFirst: z.boolean().optional(),
  /** Whether Slack hides its channel from the person, so it is neither named nor linked to. */
  isOutside: z.boolean().optional(),
});

const messages = z.object({
  sent: z.array(sentMessage).default([]),
  /** The latest message about it in the channel for reports. */
  report: reportMessage.optional(),
});
export type SentMessages = z.infer<typeof messages>;
export const noMessages: SentMessages = messages.parse({});

/** The direct messages and the report message about a shout-out. */
export const messagesKey = (workspace: string, id: string): Key<SentMessages> =>
  key(workspace, `notice/${id}`, messages);

const removal = z.object({
  /** The channel it was given in. */
  channel: z.string().optional(),
  card: place.optional(),
  /** As in a shout-out. */
  thread: z.string().optional(),
  posting: z.number().optional(),
  /** The giver, who deleted it. */
  by: z.string().optional(),
  since: z.number(),
});
export type Removal = z.infer<typeof removal>;

/** A deleted shout-out whose messages in Slack are still to be deleted. */
export const removalKey = (workspace: string, id: string): Key<Removal> =>
  key(workspace, `removal/${id}`, removal);

const preferences = z.object({
  wish: z.enum(wishes).default('publicly'),
  /** Whether a moment may be retold: in the recap of its channel, in a skill's entry. */
  retell: z.boolean().default(false),
  /** Whether the introduction was sent. */
  introduced: z.boolean().default(false),
  /** When it was (milliseconds since 1970), until the person chooses. */
  introducedAt: z.number().optional(),
});
export type Preferences = z.infer<typeof preferences>;
export const defaultPreferences: Preferences = preferences.parse({});

/** How a person wants to be thanked. */
export const preferencesKey = (workspace: string, user: string): Key<Preferences> =>
  key(workspace, `person/${user}`, preferences);

const week = z.object({
  /** By skill: how often it was seen on each day from Monday on, and tried in the week. */
  skills: z.record(z.string(), z.object({ seen: z.array(z.number()), tried: z.number() })),
  /** How often each person was thanked or tried something, until there are too many people. */
  people: z.record(z.string(), z.number()),
  /** Whether there were too many people to count them one by one. */
  many: z.boolean(),
});
/** The counts of a week. They don't tell who thanked whom. */
export type Week = z.infer<typeof week>;

/** `scope`: a channel's id, or `public`. `monday`: the date on which the week begins. */
export const weekKey = (workspace: string, scope: string, monday: string): Key<Week> =>
  key(workspace, `week/${scope}/${monday}`, week);
