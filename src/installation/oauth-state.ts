import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** Milliseconds from leaving for Slack to coming back. */
export const stateLifetime = 10 * 60_000;

/** Why somebody who comes back from Slack is sent away. */
export type StateProblem = 'foreign' | 'expired' | 'used' | 'busy';

export type OAuthState = {
  readonly issue: () => string;
  /**
   * Uses up a state. One that this app did not issue is refused without a look into the store, so
   * that a flood of them costs nothing.
   */
  readonly use: (state: string) => Promise<StateProblem | undefined>;
};

const pattern = /^(?<nonce>[\w-]{22})\.(?<issued>[0-9a-z]{1,10})\.(?<mac>[\w-]{43})$/;

/** What `/slack/install` sends along to Slack: signed, used once, valid for ten minutes. */
export function oauthState({
  secret,
  isFree,
  store,
  clock,
}: {
  readonly secret: string;
  /** Whether Slack may be asked once more now. */
  readonly isFree: () => boolean;
  readonly store: Pick<Store, 'claim'>;
  readonly clock: Clock;
}): OAuthState {
  const macOf = (text: string): string =>
    createHmac('sha256', secret).update(`oauth state ${text}`).digest('base64url');
  return {
    issue: () => {
      const text = `${randomBytes(16).toString('base64url')}.${clock.now().toString(36)}`;
      return `${text}.${macOf(text)}`;
    },
    use: async (state) => {
      const { nonce, issued, mac } = pattern.exec(state)?.groups ?? {};
      if (!nonce || !issued || !mac) return 'foreign';
      if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(`${nonce}.${issued}`))))
        return 'foreign';
      const age = clock.now() - Number.parseInt(issued, 36);
      if (age > stateLifetime) return 'expired';
      if (!isFree()) return 'busy';
      const isFirst = await store.claim(`_/oauth-state/${nonce}`, stateLifetime);
      return isFirst ? undefined : 'used';
    },
  };
}
