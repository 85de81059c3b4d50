import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';

const template = 'xxxxxxxx-xxxx-7xxx-yxxx-xxxxxxxxxxxx';

/** A UUID of version 7 (RFC 9562): its first 48 bits are the time, so that ids sort by it. */
export function uuid({
  clock,
  chance,
}: {
  readonly clock: Clock;
  readonly chance: Random;
}): string {
  const time = Math.floor(clock.now()).toString(16).padStart(12, '0');
  let place = 0;
  return template.replace(/[xy]/g, (slot) => {
    if (place < time.length) return time.charAt(place++);
    const random = Math.floor(chance() * 16);
    return (slot === 'y' ? 8 + (random % 4) : random).toString(16);
  });
}
