import { composeApp } from '../../../src/app.ts';
import type { Content } from '../../../src/content/content.ts';
import type { Slacks } from '../../../src/ports/slack.ts';
import { slackLogger } from '../../../src/slack/api/logger.ts';
import { httpReceiver } from '../../../src/slack/receivers/http-receiver.ts';
import { inFlightRequests } from '../../../src/slack/receivers/in-flight.ts';
import { openStore } from '../../../src/store/store.ts';
import { idleOutbox, noInstallationEvents, noSlacks } from '../../no-slack.ts';
import { ourContent } from '../../our-content.ts';
import { recordedLog } from '../../recorded-log.ts';
import { careForm, signed, signingSecret } from '../../signing.ts';

export const now = Date.UTC(2026, 10, 23, 9, 30);

const content = await ourContent();

const us = { botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0', teamId: 'T1' };

/** The real app behind our receiver, on a free port, with a stopped clock. */
export async function httpApp({
  read = () => content,
  authorize = async () => us,
  slacks = noSlacks,
}: {
  read?: () => Content;
  authorize?: () => Promise<typeof us>;
  slacks?: Slacks;
} = {}) {
  const log = recordedLog();
  const clock = { now: () => now };
  const store = await openStore({ url: 'memory:', clock, log });
  const inFlight = inFlightRequests({ clock, log });
  const receiver = httpReceiver({ signingSecret, port: 0, clock, log, inFlight });
  const { bolt } = await composeApp({
    receiver,
    authorize,
    slackApiUrl: 'http://127.0.0.1:9/api/',
    logger: slackLogger(log),
    log,
    store,
    slacks,
    installations: noInstallationEvents,
    outbox: idleOutbox({ store, clock, log }),
    clock,
    content: read,
    version: '0.0.0',
  });
  await bolt.start();
  const url = `http://127.0.0.1:${receiver.port()}/slack/events`;

  const post = (body: string, headers: Record<string, string>) =>
    fetch(url, { method: 'POST', body, headers });
  return {
    url,
    log,
    inFlight,
    receiver,
    post,
    /** A signed command; resolves with the answer's status and body. */
    care: async (text: string) => {
      const body = careForm(text);
      const answer = await post(body, signed(body, now));
      return {
        status: answer.status,
        body: (await answer.json()) as { text: string; blocks: object[] },
      };
    },
  };
}
