import { z } from 'zod';
import { canonicalZone } from './parse/zones.ts';

/** ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);

const holidayPlace = z.strictObject({
  /** ISO 3166-1, such as `DE`. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** A state or region code of date-holidays, such as `BY`. */
  region: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
});

/**
 * The days and the time at which something recurs. Stored with plans: old records must still parse.
 */
export const ruleSchema = z.object({
  /** `HH:MM`, local time in `zone`. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  days: z.array(weekday).min(1).max(7).readonly(),
  /** IANA name, such as `Europe/Lisbon`. */
  zone: z.string().refine((zone) => canonicalZone(zone) !== undefined, 'is no time zone'),
  /** Public holidays of this place are left out. */
  holidays: holidayPlace.optional(),
  /** Further dates that are left out. */
  daysOff: z.array(z.iso.date()).max(400).readonly().default([]),
  /** The first date after a pause; `open` for a pause without an end. */
  pausedUntil: z.union([z.iso.date(), z.literal('open')]).optional(),
});

export type HolidayPlace = z.infer<typeof holidayPlace>;
export type Rule = z.infer<typeof ruleSchema>;
