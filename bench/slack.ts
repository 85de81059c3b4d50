import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Slack's side: answers the calls that the measured commands cause, at once. */
export async function answeringSlack(): Promise<{
  readonly apiUrl: string;
  readonly close: () => void;
}> {
  const slack = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const given = new URLSearchParams(Buffer.concat(chunks).toString());
      const id = given.get('user') ?? 'U0APP';
      const channel = given.get('channel') ?? 'C0BENCH';
      const answers: Readonly<Record<string, object>> = {
        'users.info': { user: { id, name: id, real_name: id, tz: 'Europe/Lisbon', profile: {} } },
        'conversations.info': { channel: { id: channel, name: 'service-desk', is_member: true } },
        'conversations.open': { channel: { id: `D${id}` } },
        'chat.postMessage': { channel, ts: `${Date.now() / 1000}` },
        'auth.test': { team_id: 'T0BENCH', user_id: 'U0APP', bot_id: 'B0APP' },
      };
      const method = request.url?.split('/').at(-1) ?? '';
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, ...answers[method] }));
    });
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`,
    close: () => void slack.close(),
  };
}
