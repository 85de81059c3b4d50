import type { Appointment, Due, Planner } from '../../src/ports/outbox.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A Monday, noon. */
export const noon = Date.UTC(2026, 10, 23, 12);

/** A plan as a test changes it: a message at so many minutes after midnight (UTC), every day. */
export type Plan = {
  minutes: number;
  channel: string;
  /** Empty: nothing is posted. */
  text: string;
  until?: number;
  ahead?: number;
};

export type Noted = {
  readonly queued: string[];
  readonly ended: string[];
  /** What the next note of a deletion fails with. */
  failure?: Error | undefined;
};

/** Knows the plans that a test keeps. */
export function planner(plans: Map<string, Plan>, noted: Noted): Planner {
  const planOf = ({ id }: Appointment) => plans.get(id);
  return {
    next: async (appointment, after) => {
      const plan = planOf(appointment);
      if (!plan) return undefined;
      const midnight = Math.floor(after / 86_400) * 86_400;
      const today = midnight + plan.minutes * 60;
      const postAt = today > after ? today : today + 86_400;
      if (plan.until !== undefined && postAt * 1000 > plan.until) return undefined;
      return { occurrence: dateOf(postAt), postAt, place: { channel: plan.channel } };
    },
    compose: async (appointment, { occurrence }) => {
      const text = planOf(appointment)?.text;
      return text === '' ? undefined : { text: `${text} ${occurrence}`, blocks: [] };
    },
    queued: async ({ id }: Appointment, { occurrence }: Due) => {
      const line = `${id} ${occurrence}`;
      if (!noted.queued.includes(line)) noted.queued.push(line);
    },
    unqueued: async ({ id }: Appointment, { occurrence }: Due) => {
      const { failure } = noted;
      noted.failure = undefined;
      if (failure) throw failure;
      const at = noted.queued.indexOf(`${id} ${occurrence}`);
      if (at >= 0) noted.queued.splice(at, 1);
    },
    ended: async ({ id }, reason) => {
      plans.delete(id);
      noted.ended.push(`${id} ${reason}`);
    },
  };
}

export const dateOf = (postAt: number): string =>
  new Date(postAt * 1000).toISOString().slice(0, 10);
