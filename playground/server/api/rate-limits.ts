import type { Clock } from '../clock.ts';

/** A bucket that holds `burst` calls and fills at `perMinute`. */
type Rate = { readonly burst: number; readonly perMinute: number };

export type Tier = 1 | 2 | 3 | 4 | 'auth' | 'post';

/** Per method and workspace. Tier 1 is generous enough for restarts and ten sockets. */
const tierRates: { readonly [tier in Tier]: Rate } = {
  1: { burst: 10, perMinute: 1 },
  2: { burst: 20, perMinute: 20 },
  3: { burst: 50, perMinute: 50 },
  4: { burst: 100, perMinute: 100 },
  auth: { burst: 600, perMinute: 600 },
  post: { burst: 300, perMinute: 300 },
};

/** `chat.postMessage`: one per second and channel, with a short burst. */
const channelRate: Rate = { burst: 5, perMinute: 60 };

/** A token bucket: calls left at a time (ms). */
type Bucket = { readonly free: number; readonly at: number };

/** Takes one call; `waitMs` is the time until one is free, 0 when one was taken. */
function takeOne(
  bucket: Bucket | undefined,
  now: number,
  { burst, perMinute }: Rate,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const refilled = bucket
    ? bucket.free + (Math.max(now - bucket.at, 0) / 60_000) * perMinute
    : burst;
  const free = Math.min(refilled, burst);
  // Tolerates rounding errors.
  if (free >= 1 - 1e-9) return { bucket: { free: free - 1, at: now }, waitMs: 0 };
  return { bucket: { free, at: now }, waitMs: ((1 - free) / perMinute) * 60_000 };
}

export type RateLimits = {
  /** Seconds until this call is allowed; 0 when it is allowed now. */
  readonly secondsToWait: (call: {
    readonly method: string;
    readonly team: string;
    readonly tier: Tier;
    readonly channel?: string | undefined;
  }) => number;
};

export function rateLimits(clock: Pick<Clock, 'now'>): RateLimits {
  const buckets = new Map<string, Bucket>();
  const wait = (key: string, rate: Rate): number => {
    const { bucket, waitMs } = takeOne(buckets.get(key), clock.now(), rate);
    buckets.set(key, bucket);
    return Math.ceil(waitMs / 1000);
  };
  return {
    secondsToWait: ({ method, team, tier, channel }) => {
      const ofChannel = tier === 'post' && channel ? wait(`${team} ${channel}`, channelRate) : 0;
      return ofChannel || wait(`${team} ${method}`, tierRates[tier]);
    },
  };
}
