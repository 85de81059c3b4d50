import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { crashRuns } from '../features/shoutouts/crash-runs.ts';
import { ownPostgres, ownRedis } from '../store/own-servers.ts';

const runs = 200;

/** A server that is gone after the test. */
async function urlOf(own: typeof ownPostgres): Promise<string> {
  const server = await own();
  onTestFinished(() => server.stop('at once'));
  return server.url;
}

test.each([
  ['sqlite', async () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'crashes-')), 'x.sqlite')}`],
  ['postgres', () => urlOf(ownPostgres)],
  ['redis', () => urlOf(ownRedis)],
] as const)(
  `on %s, loses and doubles nothing when killed ${runs} times while giving`,
  async (name, place) => {
    const count = await crashRuns(await place(), runs, inject('seed'));
    const { acknowledged, kept, cards } = count;
    process.stdout.write(
      `${name}: ${runs} killed, ${acknowledged} acknowledged, ${kept} kept, ${cards} cards\n`,
    );
    expect(acknowledged).toBeGreaterThan(runs / 2);
  },
);
