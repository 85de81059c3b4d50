/** The zone in its own spelling, whatever case it was written in; `undefined` for what IANA doesn't name. */
export function parseZone(text: string): string | undefined {
  if (!/^[a-z]/i.test(text)) return undefined;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId;
  } catch {
    return undefined;
  }
}
