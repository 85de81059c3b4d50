/**
 * The date in an IANA time zone at a time in milliseconds, as `2026-11-24`; in UTC if the zone
 * is not known.
 */
export const dateIn = (zone: string, time: number): string =>
  zonedTime(zone, time).toPlainDate().toString();

/** The time of day there, as `09:30`. */
export const timeIn = (zone: string, time: number): string =>
  zonedTime(zone, time).toPlainTime().toString({ smallestUnit: 'minute' });

function zonedTime(zone: string, time: number): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(time);
  try {
    return instant.toZonedDateTimeISO(zone);
  } catch {
    return instant.toZonedDateTimeISO('UTC');
  }
}
