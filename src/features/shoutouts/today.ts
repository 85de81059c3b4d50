import { dateIn } from '../../calendar/today.ts';
import { withTimeout } from '../../slack/router/with-timeout.ts';
import type { ShoutoutDeps } from './deps.ts';

/** Milliseconds. The date in UTC is close enough to show, and better than no answer. */
const timeZoneTimeout = 1000;

/** Today in a person's time zone; in UTC if Slack doesn't tell their zone in time. */
export async function today(
  { slacks, clock }: Pick<ShoutoutDeps, 'slacks' | 'clock'>,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<string> {
  const timeZone = slacks(workspace)
    .then((slack) => slack.person(user))
    .then((person) => person.timeZone);
  return dateIn(await withTimeout(timeZone, timeZoneTimeout).catch(() => 'UTC'), clock.now());
}
