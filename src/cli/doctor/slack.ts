import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Credentials } from '../../config.ts';
import { checkedClock } from '../../ops/checked-clock.ts';
import type { Clock } from '../../ports/clock.ts';
import { SlackFailure } from '../../ports/slack.ts';
import { asSlackFailure } from '../../slack/api/failures.ts';
import { refusesToken } from '../../slack/api/identity.ts';
import { slackLogger } from '../../slack/api/logger.ts';
import { opensSocket } from '../../slack/api/opens-socket.ts';
import { webClient } from '../../slack/api/web-client.ts';
import { stderrLog } from '../command.ts';
import { type Check, failed, ok, skipped, warning } from './check.ts';

const silent = { ...stderrLog, warn: () => {}, error: () => {} };

export type SlackToCheck = {
  readonly slack: Credentials;
  readonly slackApiUrl: string | undefined;
  /** Ids by the name of their setting. */
  readonly channels: Readonly<Record<string, string | undefined>>;
  /** The id or the handle of a user group. */
  readonly adminGroup: string | undefined;
  readonly clock: Clock;
};

/** Tokens, scopes, sockets, the clock and the channels. Changes nothing in Slack. */
export async function slackChecks(asked: SlackToCheck): Promise<readonly Check[]> {
  const { slack, slackApiUrl, channels, adminGroup } = asked;
  const clock = checkedClock(asked.clock, silent);
  const clientOf = (token?: string) =>
    webClient(token, slackApiUrl, slackLogger(silent), clock.watch);

  if (slack.by === 'oauth') {
    const reached = await attempt('Slack', 'api.test', () => clientOf().api.test());
    if ('problem' in reached) return [reached.problem];
    const why = 'answers; workspaces add the app at /slack/install';
    return [ok('Slack', why), clockCheck(clock.secondsAhead().slack)];
  }

  const client = clientOf(slack.botToken);
  const known = await attempt('SLACK_BOT_TOKEN', 'auth.test', () => client.auth.test());
  const sockets = slack.by === 'socket' ? await socketChecks(clientOf(slack.appToken)) : [];
  const clockLine = clockCheck(clock.secondsAhead().slack);
  if ('problem' in known) {
    const isAway = known.problem.check === 'Slack';
    return isAway ? [known.problem] : [known.problem, ...sockets, clockLine];
  }
  const { team_id, user_id, response_metadata } = known.value;
  const granted: readonly string[] = response_metadata?.scopes ?? [];
  const checks = [
    ok('SLACK_BOT_TOKEN', `belongs to workspace ${team_id}, where the app is ${user_id}`),
    scopeCheck(granted),
    ...sockets,
    clockLine,
  ];
  for (const [name, channel] of Object.entries(channels)) {
    if (channel)
      checks.push(await channelCheck(name, () => client.conversations.info({ channel })));
  }
  if (adminGroup !== undefined)
    checks.push(await groupCheck(adminGroup, () => client.usergroups.list()));
  return checks;
}

/** The result, or a line with the reason why there is none. */
async function attempt<Result>(
  check: string,
  method: string,
  call: () => Promise<Result>,
): Promise<{ readonly value: Result } | { readonly problem: Check }> {
  try {
    return { value: await asSlackFailure(method, call) };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    return { problem: failureCheck(check, error) };
  }
}

function failureCheck(check: string, { outcome, method, code }: SlackFailure): Check {
  switch (outcome) {
    case 'limited':
      return skipped(check, `Slack limits ${method} at the moment; try again in a minute`);
    case 'unreached':
      return failed(
        'Slack',
        `cannot be reached (${code})`,
        'Check the network, HTTPS_PROXY and NO_PROXY, and SLACK_API_URL if it is set.',
      );
    case 'unsure':
      return failed(
        'Slack',
        `does not answer ${method} properly (${code})`,
        'See slack-status.com, and SLACK_API_URL if it is set.',
      );
    case 'refused':
      return refusesToken(code) || check === 'SLACK_APP_TOKEN'
        ? failed(check, `Slack refuses this token (${code})`, tokenPages[check] ?? 'Copy it again.')
        : failed(
            'Slack',
            `refuses ${method} (${code})`,
            'Compare the app at api.slack.com/apps with manifest.yml, and install it again.',
          );
  }
}

const tokenPages: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'Copy the Bot User OAuth Token again from the app’s Install App page.',
  SLACK_APP_TOKEN:
    'Generate an app-level token with the scope connections:write under Basic Information.',
};

function scopeCheck(granted: readonly string[]): Check {
  const file = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
  const { oauth_config } = load(file) as {
    readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  };
  const needed = oauth_config.scopes.bot;
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    return warning(
      'Scopes',
      `missing: ${missing.join(', ')}; what needs them fails`,
      'Bring the app’s manifest in line with manifest.yml, and install the app again.',
    );
  }
  const more = granted.filter((scope) => !needed.includes(scope));
  const unneeded = more.length > 0 ? `; not needed: ${more.join(', ')}` : '';
  return ok('Scopes', `all ${needed.length} are granted${unneeded}`);
}

async function socketChecks(client: ReturnType<typeof webClient>): Promise<readonly Check[]> {
  const opened = await attempt('SLACK_APP_TOKEN', 'apps.connections.open', () =>
    client.apps.connections.open(),
  );
  if ('problem' in opened) return [opened.problem];
  const valid = ok('SLACK_APP_TOKEN', 'is valid for Socket Mode');
  if (await opensSocket(opened.value.url ?? '')) return [valid, ok('Sockets', 'open')];
  const todo =
    'Allow wss://*.slack.com on port 443 in the firewall or proxy, or use HTTP with' +
    ' SLACK_SIGNING_SECRET.';
  return [valid, failed('Sockets', 'Slack’s API answers, but no WebSocket opens', todo)];
}

const maxSecondsAhead = 60;

/** "10 minutes", "1 day, 2 hours"; from five minutes on without seconds. */
const durationOf = (seconds: number): string =>
  Temporal.Duration.from({ seconds })
    .round({ largestUnit: 'day', smallestUnit: seconds < 300 ? 'second' : 'minute' })
    .toLocaleString('en', { style: 'long' });

function clockCheck(ahead: number | undefined): Check {
  if (ahead === undefined) return skipped('Clock', 'Slack’s answer has no time to compare with');
  if (Math.abs(ahead) <= maxSecondsAhead) return ok('Clock', 'agrees with Slack’s');
  const side = ahead > 0 ? 'ahead of' : 'behind';
  const why = `this machine’s clock is ${durationOf(Math.abs(ahead))} ${side} Slack’s`;
  return failed('Clock', `${why}; nothing is scheduled`, 'Turn on time synchronization (NTP).');
}

type ChannelAnswer = {
  readonly channel?: { readonly is_member?: boolean; readonly is_archived?: boolean };
};

async function channelCheck(name: string, ask: () => Promise<ChannelAnswer>): Promise<Check> {
  try {
    const { channel } = await asSlackFailure('conversations.info', ask);
    if (channel?.is_archived)
      return warning(name, 'is archived', 'Unarchive it, or name another channel.');
    if (!channel?.is_member)
      return warning(name, 'the app is not in it', 'Type /invite @Extra Mile there.');
    return ok(name, 'exists, and the app is in it');
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    if (error.code !== 'channel_not_found')
      return skipped(name, `Slack gives no answer about it (${error.code})`);
    const why = 'there is no such channel, or it is private and the app is not in it';
    return warning(name, why, 'Copy the id from the channel’s details, and invite the app there.');
  }
}

type GroupsAnswer = {
  readonly usergroups?: readonly { readonly id?: string; readonly handle?: string }[];
};

async function groupCheck(group: string, ask: () => Promise<GroupsAnswer>): Promise<Check> {
  const name = 'ADMIN_GROUP';
  const asked = await attempt(name, 'usergroups.list', ask);
  if ('problem' in asked) return skipped(name, `not checked: ${asked.problem.why}`);
  const handle = group.replace(/^@/, '').toLowerCase();
  const { usergroups = [] } = asked.value;
  if (usergroups.some((one) => one.id === group || one.handle?.toLowerCase() === handle))
    return ok(name, 'exists; its members are administrators');
  const why = `there is no user group ${group}; only Slack’s admins and owners are administrators`;
  return warning(name, why, 'Copy the handle from People › User groups in Slack.');
}
