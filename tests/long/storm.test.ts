import { expect, test } from 'vitest';
import { localSlack } from '../../playground/server/local-slack.ts';
import { careForm, signed } from '../signing.ts';
import { extraMile, manifest } from '../stories/extra-mile.ts';

/** Characters; the longest text that Slack takes. */
const size = 40_000;
const signs = [' ', '<', '@', ':', '*', '7', '-', '–', 'é', '😀', '\n', '"', '\u00a0', '…', '#a '];
const commands = 400;

test(`${commands} commands take no longer among texts of ${size} characters`, async () => {
  const slack = await localSlack({ manifest });
  const { app } = await extraMile('http', { slack });
  const team = 'T0100001';
  const { signingSecret } = slack.credentials;

  const post = async (body: string, type?: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${app.port}/slack/events`, {
      method: 'POST',
      headers: signed(body, slack.clock.now(), type, signingSecret),
      body,
    });
  const command = (text: string, name?: string) => post(careForm(text, name).replace('T1', team));
  const directMessage = (text: string, number: number) =>
    post(
      JSON.stringify({
        ...{ type: 'event_callback', team_id: team, event_id: `Ev${number}` },
        authorizations: [
          { team_id: team, is_bot: true, user_id: 'U0', is_enterprise_install: false },
        ],
        event: {
          ...{ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text },
          ts: `${number}.000000`,
        },
      }),
      'application/json',
    );

  /**
   * Milliseconds of this thread's processor time from asking `/care patience` to its answer, the
   * slowest first, with one request of the storm before each: what an answer waits for on a machine
   * that has nothing else to do. The client and the local Slack work on the same thread.
   */
  async function times(storm: (number: number) => Promise<unknown>): Promise<readonly number[]> {
    const all: number[] = [];
    const pending: Promise<unknown>[] = [];
    for (let number = 0; number < commands; number += 1) {
      const start = process.threadCpuUsage();
      pending.push(storm(number));
      const answer = await command('patience');
      expect(await answer.text()).toContain('Patience');
      const { user, system } = process.threadCpuUsage(start);
      all.push((user + system) / 1000);
    }
    await Promise.all(pending);
    return all.sort((one, other) => other - one);
  }
  const p99 = (all: readonly number[]) => (all[Math.floor(all.length / 100)] ?? 0).toFixed(1);
  const median = (all: readonly number[]) => (all[Math.floor(all.length / 2)] ?? 0).toFixed(1);

  await times(async () => {});
  const calm = await times(async () => {});
  const stormy = await times(async (number) => {
    const sign = signs[number % signs.length] ?? ' ';
    const text = `a${sign.repeat(Math.floor(size / sign.length) - 2)}x`;
    if (number % 3 === 0) return directMessage(`shoutout <@U2> #patience ${text}`, number);
    if (number % 3 === 1) return command(`<@U2> #patience ${text}`, '/shoutout');
    return command(`tips on ${text}`);
  });
  process.stdout.write(
    `calm: median ${median(calm)} ms, p99 ${p99(calm)} ms; ` +
      `storm: median ${median(stormy)} ms, p99 ${p99(stormy)} ms\n`,
  );
  expect(Number(p99(stormy))).toBeLessThanOrEqual(50);
});
