import type { Clock } from '../clock.ts';
import type { IdGenerator } from '../state/id-generator.ts';

type Trigger = { readonly teamId: string; readonly userId: string };

/** Trigger ids come with each interaction and allow the app to open one view. */
export type TriggerIds = {
  readonly issue: (trigger: Trigger) => string;
  /** Doesn't use the id up; a string is Slack's error code. */
  readonly check: (id: string, teamId: string) => Trigger | string;
  readonly use: (id: string) => void;
};

const triggerLifetime = 3000; // ms

export function triggerIds(clock: Clock, ids: IdGenerator): TriggerIds {
  const issued = new Map<string, { trigger: Trigger; expires: number; used: boolean }>();
  return {
    issue: (trigger) => {
      const id = `${clock.now()}.${ids.secret(6)}.${ids.secret(16)}`;
      issued.set(id, { trigger, expires: clock.now() + triggerLifetime, used: false });
      return id;
    },
    check: (id, teamId) => {
      const found = issued.get(id);
      if (found?.trigger.teamId !== teamId) return 'invalid_trigger_id';
      if (found.used) return 'exchanged_trigger_id';
      return clock.now() > found.expires ? 'expired_trigger_id' : found.trigger;
    },
    use: (id) => {
      const found = issued.get(id);
      if (found) found.used = true;
    },
  };
}
