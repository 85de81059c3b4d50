import type { Clock } from '../clock.ts';
import type { IdGenerator } from '../state/id-generator.ts';

/** The channel, user and message that a `response_url` is for. */
export type ResponseTarget = {
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The message with the pressed control, if any: it can be replaced or deleted. */
  readonly messageTs?: string;
  readonly threadTs?: string | undefined;
};

export type ResponseUrls = {
  readonly issue: (target: ResponseTarget) => string;
  /** Uses the URL once; a string is the reason why that is refused. */
  readonly use: (path: string) => ResponseTarget | 'used_url' | 'expired_url' | 'invalid_url';
};

const urlLifetime = 30 * 60_000; // ms
const maxUses = 5;

export function responseUrls(clock: Clock, ids: IdGenerator, baseUrl: string): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; expires: number; left: number }>();
  return {
    issue: (target) => {
      const path = `/response/${target.teamId}/${ids.secret(12)}`;
      issued.set(path, { target, expires: clock.now() + urlLifetime, left: maxUses });
      return `${baseUrl}${path}`;
    },
    use: (path) => {
      const found = issued.get(path);
      if (!found) return 'invalid_url';
      if (clock.now() > found.expires) return 'expired_url';
      if (found.left === 0) return 'used_url';
      found.left -= 1;
      return found.target;
    },
  };
}
