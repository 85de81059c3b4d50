import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';
import { localSlack } from '../../../playground/server/local-slack.ts';
import type { WorkspaceSeed } from '../../../playground/server/state/workspace-seed.ts';
import { forEachShoutout } from '../../../src/features/shoutouts/records/export.ts';
import { indexedShoutouts } from '../../../src/features/shoutouts/records/indexes.ts';
import { systemClock } from '../../../src/ports/clock.ts';
import { checkIndexes } from '../../../src/store/indexed.ts';
import { openStore } from '../../../src/store/store.ts';
import { appProcess } from '../../process/app-process.ts';
import { seeded } from '../../random.ts';
import { recordedLog } from '../../recorded-log.ts';
import { manifest } from '../../stories/extra-mile.ts';
import { knownPeople } from '../../stories/known-people.ts';

/** Enough people and channels to stay below the daily limit and below Slack's rate limits. */
const many = 100;
const minute = 60_000;
const names = Array.from({ length: many }, (_, place) => `giver${place}`);
const crowd: WorkspaceSeed = {
  name: 'Crowd',
  domain: 'crowd',
  people: names.map((name) => ({ name, real_name: `${name} Silva`, tz: 'Europe/Lisbon' })),
  channels: names.map((name) => ({ name: `room-${name}`, app: true })),
};

/** Attempts to give the first one. */
const maxFirst = 20;

type Giving = {
  readonly slack: Awaited<ReturnType<typeof localSlack>>;
  /** Whether the app has called one of these methods since it began to give. */
  readonly isCalled: (...methods: readonly string[]) => boolean;
  readonly random: () => number;
};

/** When the process is killed; each run takes the next one. */
const killTimes: readonly ((giving: Giving) => Promise<unknown>)[] = [
  ({ slack, isCalled }) => slack.until(() => isCalled('users.info', 'conversations.info')),
  ({ slack, isCalled }) => slack.until(() => isCalled('chat.postMessage')),
  ({ random }) => pause(random() * 40),
];

/** Not the indexes of months, which hold no shout-outs. */
const holdsShoutouts = /^(?:day|channel|moment)\/|^(?:given|received)\/[^/]+\/\d{4}-\d{2}$/;

export type CrashCounts = {
  readonly acknowledged: number;
  readonly kept: number;
  readonly cards: number;
};

/**
 * Starts the app as a process on the store behind `url` and kills it while it gives shout-outs,
 * `runs` times. Checks that everything acknowledged is stored once, nothing is half written, and
 * no card is posted twice.
 */
export async function crashRuns(url: string, runs: number, seed: number): Promise<CrashCounts> {
  const random = seeded(seed);
  const slack = await localSlack({ manifest, workspaces: [crowd] });
  const acknowledged: string[] = [];
  let count = 0;
  const before = await openStore({ url, clock: systemClock, log: recordedLog() });
  await knownPeople(slack, before, names);
  await before.close();
  try {
    for (let run = 0; run < runs; run += 1) {
      // Otherwise a fast machine would run into Slack's rate limits per minute.
      slack.clock.advance(minute);
      const { child, says, ended } = appProcess({
        ...{ SLACK_API_URL: slack.apiUrl, STORE_URL: url, LOG_LEVEL: 'info' },
        SLACK_BOT_TOKEN: slack.botToken(),
        SLACK_SIGNING_SECRET: slack.credentials.signingSecret,
      });
      const { port } = await says('ready');
      slack.deliverTo(`http://127.0.0.1:${String(port)}/slack/events`);
      const give = async (): Promise<void> => {
        count += 1;
        const [from = '', to = ''] = [names[count % many], names[(count + 1) % many]];
        const text = `she waited with lost child number ${count}.`;
        const sent = await slack
          .person(from)
          .send(`room-${from}`, `/shoutout @${to} #patience ${text}`);
        if (sent?.ok && JSON.stringify(sent.body).includes('Thank you')) acknowledged.push(text);
      };
      const before = Math.floor(random() * 3);
      for (let given = 0; given < before; given += 1) await give();
      // One acknowledged shout-out at least, so that there is something to lose; a busy machine may
      // be late with the first ones.
      while (acknowledged.length === 0 && count < maxFirst) await give();
      const last = slack.traffic.at(-1)?.id ?? 0;
      const isCalled = (...methods: readonly string[]) =>
        slack.traffic.some(({ id, name }) => id > last && methods.includes(name));
      const giving = [give(), give()];
      await killTimes[run % killTimes.length]?.({ slack, isCalled, random });
      child.kill('SIGKILL');
      await ended;
      await Promise.all(giving);
    }
    return await checkStore(url, { slack, acknowledged });
  } finally {
    await slack.close();
  }
}

async function checkStore(
  url: string,
  {
    slack,
    acknowledged,
  }: {
    readonly slack: Awaited<ReturnType<typeof localSlack>>;
    readonly acknowledged: readonly string[];
  },
): Promise<CrashCounts> {
  const store = await openStore({ url, clock: systemClock, log: recordedLog() });
  const answer = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken()}` },
  });
  const { team_id: id } = z.object({ team_id: z.string() }).parse(await answer.json());
  const texts: string[] = [];
  await forEachShoutout({ store }, id, ({ text }) => void texts.push(text));
  const kind = { ...indexedShoutouts, isIndex: (name: string) => holdsShoutouts.test(name) };
  const { disagreements, broken } = await checkIndexes({ store }, [kind]);
  await store.close();
  expect({ disagreements, broken }).toEqual({ disagreements: [], broken: [] });
  expect(new Set(texts).size).toBe(texts.length);
  expect(acknowledged.filter((text) => !texts.includes(text))).toEqual([]);
  const cards = names.flatMap((name) => slack.messages(`room-${name}`).map(({ text }) => text));
  const shown = texts.map((text) => cards.filter((card) => card.includes(text)).length);
  expect(Math.max(0, ...shown)).toBeLessThanOrEqual(1);
  return { acknowledged: acknowledged.length, kept: texts.length, cards: cards.length };
}
