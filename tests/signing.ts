import { createHmac } from 'node:crypto';

export const signingSecret = '0123456789abcdef0123456789abcdef';

/** The headers Slack sends with `body`; `time` in milliseconds. */
export function signed(
  body: string,
  time: number,
  contentType = 'application/x-www-form-urlencoded',
  secret = signingSecret,
): Record<string, string> {
  const seconds = Math.floor(time / 1000);
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    'content-type': contentType,
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${hash}`,
  };
}

/** A `/care` command as Slack's form has it. */
export function careForm(text: string, command = '/care'): string {
  return new URLSearchParams({
    command,
    text,
    team_id: 'T1',
    team_domain: 'one',
    user_id: 'U1',
    user_name: 'ana',
    channel_id: 'C1',
    channel_name: 'service-desk',
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/response',
    trigger_id: '1.2.3',
  }).toString();
}
