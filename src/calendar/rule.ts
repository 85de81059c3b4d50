import { z } from 'zod';
import { parseZone } from './parse/zones.ts';

/** From Monday, 1, to Sunday, 7, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);

const holidayPlace = z.strictObject({
  /** ISO 3166-1, such as `DE`. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** As date-holidays names a state of that country, such as `BY`. */
  region: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
});

/** On which days, and when on them, something comes; kept with a plan, so an old one must go on being read. */
export const ruleSchema = z.object({
  /** `HH:MM` on the clocks of `zone`. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  days: z.array(weekday).min(1).max(7).readonly(),
  /** IANA, such as `Europe/Lisbon`. */
  zone: z.string().refine((zone) => parseZone(zone) !== undefined, 'is no time zone'),
  /** Nothing comes on the public holidays of this place. */
  holidays: holidayPlace.optional(),
  /** Dates of the people's own on which nothing comes. */
  daysOff: z.array(z.iso.date()).max(400).readonly().default([]),
  /** The first date on which something may come again; `open` until somebody resumes it. */
  pausedUntil: z.union([z.iso.date(), z.literal('open')]).optional(),
});

export type HolidayPlace = z.infer<typeof holidayPlace>;
export type Rule = z.infer<typeof ruleSchema>;
