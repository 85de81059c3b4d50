import type { Clock } from '../clock.ts';
import type { Mint } from '../state/id-generator.ts';

/** The right to open a view, given with each interaction: for 3 seconds, once. */
type Trigger = { readonly teamId: string; readonly userId: string };

export type TriggerDesk = {
  readonly give: (trigger: Trigger) => string;
  /** Looks without using it up; a string is Slack's error code. */
  readonly check: (id: string, teamId: string) => Trigger | string;
  readonly use: (id: string) => void;
};

const lifeMs = 3000;

export function triggerDesk(clock: Clock, mint: Mint): TriggerDesk {
  const given = new Map<string, { trigger: Trigger; expires: number; used: boolean }>();
  return {
    give: (trigger) => {
      const id = `${clock.now()}.${mint.secret(6)}.${mint.secret(16)}`;
      given.set(id, { trigger, expires: clock.now() + lifeMs, used: false });
      return id;
    },
    check: (id, teamId) => {
      const found = given.get(id);
      if (found?.trigger.teamId !== teamId) return 'invalid_trigger_id';
      if (found.used) return 'exchanged_trigger_id';
      return clock.now() > found.expires ? 'expired_trigger_id' : found.trigger;
    },
    use: (id) => {
      const found = given.get(id);
      if (found) found.used = true;
    },
  };
}
