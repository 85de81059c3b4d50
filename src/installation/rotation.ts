import { z } from 'zod';
import type { Clock, Pause } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { LockTimeout, put, type Store, StoreUnavailable } from '../ports/store.ts';
import { slackFailure } from '../slack/api/failures.ts';
import type { SlackLogger } from '../slack/api/logger.ts';
import { webClient } from '../slack/api/web-client.ts';
import { botTokenOf, type Installation, placeKey, refreshTokenOf } from './record.ts';
import type { TokenCipher } from './token-cipher.ts';

/** What Slack gives for a refresh token, which it takes once. */
export type NewTokens = {
  readonly token: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
};

/** Rejects with a `SlackFailure`. */
export type Refresh = (refreshToken: string) => Promise<NewTokens>;

type Deps = {
  readonly store: Store;
  readonly cipher: TokenCipher;
  readonly refresh: Refresh;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly log: Log;
};

// All in milliseconds. A token lives for twelve hours.
const refreshAhead = 2 * 3_600_000;
/** A token that ends sooner may end before it arrives at Slack. */
const shortestUse = 30_000;
const lockTimeout = 12_000;
const retryInterval = 60_000;
const writePause = 1000;
const maxWrites = 20;

export type Rotation = {
  /**
   * The installation with a token that is good for some time. Until its token has ended a refresh
   * keeps nobody waiting. The old one if Slack refuses to refresh it.
   */
  readonly current: (found: Found) => Promise<Found>;
};

type Found = { readonly place: string; readonly installation: Installation };

/** Token rotation, which a company may have turned on: one refresh, however many ask, on any replica. */
export function rotation({ store, cipher, refresh, clock, pause, log }: Deps): Rotation {
  const running = new Map<string, Promise<Found>>();
  /** Until when not to ask again, in milliseconds. */
  const notBefore = new Map<string, number>();

  function refreshed(found: Found): Promise<Found> {
    const { place } = found;
    const known = running.get(place);
    if (known) return known;
    if (clock.now() < (notBefore.get(place) ?? 0)) return Promise.resolve(found);
    const work = refreshLocked(found)
      .catch((error: unknown) => {
        if (error instanceof LockTimeout || error instanceof StoreUnavailable) return found;
        notBefore.set(place, clock.now() + retryInterval);
        const { code } = slackFailure('oauth.v2.access', error);
        log.error({ place, code }, 'could not refresh a token; if it goes on, add the app again');
        return found;
      })
      .finally(() => running.delete(place));
    running.set(place, work);
    return work;
  }

  const refreshLocked = (found: Found): Promise<Found> =>
    store.withLock(
      `_/rotation/${found.place}`,
      async () => {
        const { place } = found;
        const record = await store.get(placeKey(place));
        if (!record || !('token' in record) || !record.refresh) return found;
        // Another replica was faster, or somebody has added the app again.
        if (clock.now() < record.refresh.endsAt - refreshAhead)
          return { place, installation: record };
        const old = record.refresh.token;
        const asked = clock.now();
        const answer = await refresh(cipher.open(old, refreshTokenOf(place)));
        const tokens = {
          token: cipher.seal(answer.token, botTokenOf(place)),
          refresh: {
            token: cipher.seal(answer.refreshToken, refreshTokenOf(place)),
            endsAt: asked + answer.expiresIn * 1000,
          },
        };
        await persistently(() =>
          store.update([placeKey(place)], (current) => ({
            writes:
              current && 'token' in current && current.refresh?.token === old
                ? [put(placeKey(place), { ...current, ...tokens })]
                : [],
            result: undefined,
          })),
        );
        log.info({ place }, 'refreshed a token');
        return { place, installation: { ...record, ...tokens } };
      },
      lockTimeout,
    );

  /** The old refresh token is used up, so the new one must not be lost to a short outage. */
  async function persistently(write: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || attempt === maxWrites) throw error;
        await pause(writePause);
      }
    }
  }

  return {
    current: async (found) => {
      const { endsAt = Number.POSITIVE_INFINITY } = found.installation.refresh ?? {};
      const left = endsAt - clock.now();
      if (left > refreshAhead) return found;
      const work = refreshed(found);
      return left > shortestUse ? found : work;
    },
  };
}

const answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

export function slackRefresh({
  clientId,
  clientSecret,
  slackApiUrl,
  logger,
}: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly slackApiUrl: string | undefined;
  readonly logger: SlackLogger;
}): Refresh {
  return async (refresh_token) => {
    const client = webClient(undefined, slackApiUrl, logger);
    const given = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token,
    });
    const { access_token, refresh_token: next, expires_in } = answer.parse(given);
    return { token: access_token, refreshToken: next, expiresIn: expires_in };
  };
}
