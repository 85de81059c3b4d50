import { z } from 'zod';
import type { Key } from '../../ports/store.ts';
import { deckSchema } from './deck.ts';
import { type Plan, planSchema } from './plan.ts';

const namespace = 'tips';

export function planKey(workspace: string, id: string): Key<Plan> {
  return { namespace, name: `${workspace}/plan/${id}`, schema: planSchema };
}

/** Of all plans of a workspace. */
export const planRecords = (workspace: string) => ({
  namespace,
  prefix: `${workspace}/plan/`,
  schema: planSchema,
});

const drawState = z.object({
  /** The deck before the tip below was drawn. */
  before: deckSchema,
  /** The latest tip, its date, and when it is due in seconds. */
  tip: z.string().optional(),
  occurrence: z.string().optional(),
  postAt: z.number().optional(),
  /** The deck with that tip drawn. */
  after: deckSchema.optional(),
});

/** A plan's deck, and the tip that was drawn for its next date. */
export type DrawState = z.infer<typeof drawState>;

export function drawKey(workspace: string, id: string): Key<DrawState> {
  return { namespace, name: `${workspace}/deck/${id}`, schema: drawState };
}

const notUseful = z.object({
  tip: z.string(),
  /** User ids, so that each person counts once; never shown. */
  people: z.array(z.string()).max(1000),
});

/** The people who called a tip not useful. */
export type NotUseful = z.infer<typeof notUseful>;
export const notUsefulRecords = { namespace: 'tip-remarks', schema: notUseful } as const;

export function notUsefulKey(workspace: string, tip: string): Key<NotUseful> {
  return { ...notUsefulRecords, name: `${workspace}/${tip}` };
}

export const outcomes = ['did', 'not-today', 'helped'] as const;
/** How a try went. */
export type Outcome = (typeof outcomes)[number];

const focus = z.object({ skill: z.string() });

/** The skill that a person wants to pay attention to. */
export function focusKey(workspace: string, user: string): Key<z.infer<typeof focus>> {
  return { namespace, name: `${workspace}/focus/${user}`, schema: focus };
}

const owned = z.object({ plans: z.array(z.string()) });

/**
 * The ids of the channels whose plans a person set up, the latest last. The plan itself says whether
 * it still is theirs.
 */
export function ownedKey(workspace: string, user: string): Key<z.infer<typeof owned>> {
  return { namespace, name: `${workspace}/owned/${user}`, schema: owned };
}

/** Of the plans that a person set up, as many are remembered. */
const maxOwned = 100;

export function withOwned(plans: readonly string[] = [], id: string): z.infer<typeof owned> {
  return { plans: [...plans.filter((one) => one !== id), id].slice(-maxOwned) };
}

const tries = z.object({
  /** False if the person doesn't want to be asked how a try went. */
  asks: z.boolean(),
  /** The newest last. */
  tries: z.array(
    z.object({
      /** Identifies the press: channel, message timestamp and the tip's hash (see `tryTip`). */
      press: z.string(),
      /** The id of what was chosen: the tip, or an if-then plan of its skill. */
      tip: z.string(),
      /** What was chosen, as it was then; earlier versions stored none. */
      text: z.string().optional(),
      /** The situation, if an if-then plan was chosen. */
      situation: z.string().optional(),
      skill: z.string(),
      date: z.iso.date(),
      /** The channel whose tip it was; none for a personal tip. */
      channel: z.string().optional(),
      /** When the person is asked, in seconds; none if they don't want to be. */
      askAt: z.number().optional(),
      /** The time zone of `askAt`; earlier versions stored none. */
      zone: z.string().optional(),
      outcome: z.enum(outcomes).optional(),
      /** How many times it came back as a question, or could have. */
      recalled: z.int().optional(),
      /** It doesn't come back any more. */
      isEnded: z.boolean().optional(),
    }),
  ),
  /** False if nothing is to come back as a question. */
  recalls: z.boolean().optional(),
  /** The latest question about what was tried before, and whether Slack has it. */
  recall: z
    .object({
      /** The local date on which it is asked. */
      date: z.iso.date(),
      /** Seconds. */
      postAt: z.number(),
      press: z.string(),
      /** 0 for the first time that it comes back. */
      stage: z.int(),
      isQueued: z.boolean(),
    })
    .optional(),
  /** The date of the one before. */
  lastRecall: z.iso.date().optional(),
  /** How many of them in a row nobody pressed. */
  unpressedRecalls: z.int().optional(),
});

/** The tips that a person wanted to try; for that person alone. */
export type Tries = z.infer<typeof tries>;
export type Try = Tries['tries'][number];

export function triesKey(workspace: string, user: string): Key<Tries> {
  return { namespace, name: `${workspace}/tries/${user}`, schema: tries };
}

const tipDue = z.object({ date: z.iso.date(), postAt: z.number() });

const presses = z.object({
  /** The latest tips of the person's own plan without a press since, the newest last. */
  tips: z.array(tipDue),
  /** The tip that offers two a week; only one ever does. */
  offer: tipDue.optional(),
});

/** Whether a person reads the tips in their direct messages, as far as their presses tell. */
export type Presses = z.infer<typeof presses>;

export function pressesKey(workspace: string, user: string): Key<Presses> {
  return { namespace, name: `${workspace}/presses/${user}`, schema: presses };
}
