import { withTimeout } from '../../slack/router/with-timeout.ts';
import type { ShoutoutDeps } from './deps.ts';
import { dayIn } from './shoutout.ts';

/** Milliseconds: an answer with the date of Greenwich is better than none. */
const zoneTimeout = 1000;

/** A person's own date, or that of Greenwich where Slack can't say where they are. */
export async function today(
  { slacks, clock }: Pick<ShoutoutDeps, 'slacks' | 'clock'>,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<string> {
  const zone = slacks(workspace)
    .then((slack) => slack.person(user))
    .then(({ timeZone }) => timeZone);
  return dayIn(await withTimeout(zone, zoneTimeout).catch(() => 'UTC'), clock.now());
}
