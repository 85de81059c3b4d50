import type { Clock } from '../clock.ts';
import type { Mint } from '../state/id-generator.ts';

/** What a `response_url` answers to. */
export type ResponseTarget = {
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The message with the pressed control, if any: it can be replaced or deleted. */
  readonly messageTs?: string;
  readonly threadTs?: string | undefined;
};

/** Addresses for answers: each is good for 30 minutes and 5 uses. */
export type ResponseUrls = {
  readonly give: (target: ResponseTarget) => string;
  /** Uses it once; a string is why it can't be. */
  readonly use: (path: string) => ResponseTarget | 'used_url' | 'expired_url' | 'invalid_url';
};

const lifeMs = 30 * 60_000;
const uses = 5;

export function responseUrls(clock: Clock, mint: Mint, baseUrl: string): ResponseUrls {
  const given = new Map<string, { target: ResponseTarget; expires: number; left: number }>();
  return {
    give: (target) => {
      const path = `/response/${target.teamId}/${mint.secret(12)}`;
      given.set(path, { target, expires: clock.now() + lifeMs, left: uses });
      return `${baseUrl}${path}`;
    },
    use: (path) => {
      const found = given.get(path);
      if (!found) return 'invalid_url';
      if (clock.now() > found.expires) return 'expired_url';
      if (found.left === 0) return 'used_url';
      found.left -= 1;
      return found.target;
    },
  };
}
