/**
 * The date in an IANA time zone at a time in milliseconds, as `2026-11-24`; in UTC if the zone
 * is not known.
 */
export function dateIn(zone: string, time: number): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(time);
  try {
    return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
  } catch {
    return instant.toZonedDateTimeISO('UTC').toPlainDate().toString();
  }
}
