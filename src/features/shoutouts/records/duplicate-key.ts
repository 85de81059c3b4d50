import type { Shoutout } from '../shoutout.ts';

/** The same for the same words of one person to the same people in the same place. */
export async function duplicateDigest({
  from,
  people,
  skill,
  text,
  channel,
}: Pick<Shoutout, 'from' | 'people' | 'skill' | 'text' | 'channel'>): Promise<string> {
  const whole = JSON.stringify([
    from,
    [...people].sort((a, b) => a.localeCompare(b)),
    skill,
    text,
    channel ?? '',
  ]);
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(whole));
  return new Uint8Array(bytes).toHex();
}
