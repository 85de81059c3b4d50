import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

/**
 * Makes ids and timestamps. Ids count up, so that the same seeds give the same ids in every run; secrets are
 * random, so that a token of one local Slack means nothing to another.
 */
export type Mint = {
  /** Such as `U0100003`: a letter, the workspace's number, a count. */
  readonly id: (letters: string, workspaceNumber?: number) => string;
  /** A message's `ts`: seconds and microseconds by the clock, unique and rising. */
  readonly ts: () => string;
  readonly secret: (bytes: number) => string;
};

export function mint(clock: Pick<Clock, 'now'>): Mint {
  const counts = new Map<string, number>();
  let lastMicroseconds = 0;
  return {
    id: (letters, workspaceNumber = 0) => {
      const prefix = `${letters}${String(workspaceNumber).padStart(2, '0')}`;
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}${String(count).padStart(5, '0')}`;
    },
    ts: () => {
      lastMicroseconds = Math.max(clock.now() * 1000, lastMicroseconds + 1);
      const seconds = Math.floor(lastMicroseconds / 1_000_000);
      return `${seconds}.${String(lastMicroseconds % 1_000_000).padStart(6, '0')}`;
    },
    secret: (bytes) => randomBytes(bytes).toString('hex'),
  };
}
