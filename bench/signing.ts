import { createHmac, randomUUID } from 'node:crypto';

export const signingSecret = 'a-signing-secret-for-the-benchmark';
export const botToken = 'xoxb-0-benchmark';

export type SignedRequest = {
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** A command as Slack sends it, signed now; signatures are valid for five minutes. */
export function signedCommand(
  text: string,
  command = '/care',
  user = 'U0BENCH',
  team = 'T0BENCH',
): SignedRequest {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: team,
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'service-desk',
    user_id: user,
    user_name: 'bench',
    command,
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/response',
    trigger_id: `1.2.${randomUUID()}`,
  }).toString();
  const time = Math.floor(Date.now() / 1000);
  const hash = createHmac('sha256', signingSecret).update(`v0:${time}:${body}`).digest('hex');
  return {
    method: 'POST',
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(time),
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  };
}
