import { z } from 'zod';
import type { Key } from '../../ports/store.ts';
import { deckSchema } from './deck.ts';
import { type Plan, planSchema } from './plan.ts';

const namespace = 'tips';

export function planKey(workspace: string, id: string): Key<Plan> {
  return { namespace, name: `${workspace}/plan/${id}`, schema: planSchema };
}

const dealing = z.object({
  /** Before the tip below was dealt. */
  before: deckSchema,
  /** The tip that was dealt last, for which date, and when that is due in seconds. */
  tip: z.string().optional(),
  occurrence: z.string().optional(),
  postAt: z.number().optional(),
  /** With that tip dealt. */
  after: deckSchema.optional(),
});

/** Where a plan stands in its deck, and what it dealt for its next date. */
export type Dealing = z.infer<typeof dealing>;

export function dealingKey(workspace: string, id: string): Key<Dealing> {
  return { namespace, name: `${workspace}/deck/${id}`, schema: dealing };
}

const useless = z.object({
  tip: z.string(),
  /** Who said so: a set, so that each person counts once; never shown. */
  people: z.array(z.string()).max(1000),
});

export type Useless = z.infer<typeof useless>;
export const uselessRecords = { namespace: 'tip-remarks', schema: useless } as const;

export function uselessKey(workspace: string, tip: string): Key<Useless> {
  return { ...uselessRecords, name: `${workspace}/${tip}` };
}

/** How a try went. */
export const outcomes = ['did', 'not-today', 'helped'] as const;
export type Outcome = (typeof outcomes)[number];

const tries = z.object({
  /** False when they don't want to be asked how it went. */
  asks: z.boolean(),
  /** The newest last. */
  tries: z.array(
    z.object({
      /** The tip message, or the question, that was pressed. */
      press: z.string(),
      tip: z.string(),
      skill: z.string(),
      date: z.iso.date(),
      /** The channel whose tip it was; none for a tip of one's own. */
      channel: z.string().optional(),
      /** When the person is asked, in seconds; none where they don't want to be. */
      askAt: z.number().optional(),
      outcome: z.enum(outcomes).optional(),
    }),
  ),
});

/** What a person wanted to try, for that person alone. */
export type Tries = z.infer<typeof tries>;
export type Try = Tries['tries'][number];

export function triesKey(workspace: string, user: string): Key<Tries> {
  return { namespace, name: `${workspace}/tries/${user}`, schema: tries };
}
