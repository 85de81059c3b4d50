import { dateIn } from '../../calendar/today.ts';
import { withTimeout } from '../../slack/router/with-timeout.ts';
import type { ShoutoutDeps } from './deps.ts';

/** Milliseconds. The date in UTC is close enough to show, and better than no answer. */
const timeZoneTimeout = 1000;

type Asking = { readonly workspace: string; readonly user: string };

/** A person's time zone; UTC if Slack doesn't tell it in time. */
export function zoneOf({ slacks }: Pick<ShoutoutDeps, 'slacks'>, asking: Asking): Promise<string> {
  const timeZone = slacks(asking.workspace)
    .then((slack) => slack.person(asking.user))
    .then((person) => person.timeZone);
  return withTimeout(timeZone, timeZoneTimeout).catch(() => 'UTC');
}

/** Today in a person's time zone. */
export const today = async (
  deps: Pick<ShoutoutDeps, 'slacks' | 'clock'>,
  asking: Asking,
): Promise<string> => dateIn(await zoneOf(deps, asking), deps.clock.now());
