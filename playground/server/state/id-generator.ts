import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

/**
 * Generates ids, timestamps and secrets. Ids count up, so the same seeds give the same ids in every
 * run; secrets are random, so a token is valid for one local Slack only.
 */
export type IdGenerator = {
  /** Such as `U0100003`: the prefix, the workspace's number, a count. */
  readonly next: (prefix: string, workspaceNumber?: number) => string;
  /** A message's `ts`: seconds and microseconds by the clock, unique and ascending. */
  readonly ts: () => string;
  readonly secret: (bytes: number) => string;
};

export function idGenerator(clock: Pick<Clock, 'now'>): IdGenerator {
  const counts = new Map<string, number>();
  let lastMicroseconds = 0;
  return {
    next: (prefix, workspaceNumber = 0) => {
      const start = `${prefix}${String(workspaceNumber).padStart(2, '0')}`;
      const count = (counts.get(start) ?? 0) + 1;
      counts.set(start, count);
      return `${start}${String(count).padStart(5, '0')}`;
    },
    ts: () => {
      lastMicroseconds = Math.max(clock.now() * 1000, lastMicroseconds + 1);
      const seconds = Math.floor(lastMicroseconds / 1_000_000);
      return `${seconds}.${String(lastMicroseconds % 1_000_000).padStart(6, '0')}`;
    },
    secret: (bytes) => randomBytes(bytes).toString('hex'),
  };
}
