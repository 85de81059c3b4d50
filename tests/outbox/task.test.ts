import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { outbox } from '../../src/outbox/outbox.ts';
import type { Task, TaskResult } from '../../src/ports/outbox.ts';
import { SlackFailure, type Slacks } from '../../src/ports/slack.ts';
import { LockTimeout, remove, type Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { hash } from '../../src/text/hash.ts';
import { recordingSlack } from '../features/shoutouts/shoutout-app.ts';
import { recordedLog } from '../recorded-log.ts';
import { day, hour, minute, noon, second } from './plans.ts';

const appointment = { workspace: 'T1', kind: 'card', id: 'a' };

/** Two replicas on one store, with a task that records when it ran. */
async function setUp(answer: (slacks: Slacks) => Promise<TaskResult>) {
  const time = { now: noon };
  const clock = { now: () => time.now };
  const log = recordedLog();
  const kept = await openStore({ url: 'memory:', clock, log });
  onTestFinished(() => kept.close());
  /** The locks that another replica holds. */
  const locked = new Set<string>();
  const store: Store = {
    ...kept,
    withLock: async (name, ...rest) => {
      if (locked.has(name)) throw new LockTimeout(name);
      return kept.withLock(name, ...rest);
    },
  };
  const runs: number[] = [];
  const task: Task = async (_, slacks) => {
    runs.push((time.now - noon) / second);
    return answer(slacks);
  };
  const calls = { posts: 0, retryAfter: 0 };
  const { slack } = recordingSlack();
  const slacks: Slacks = async () => ({
    ...slack,
    deleteMessage: async () => {
      calls.posts += 1;
      const { retryAfter } = calls;
      if (retryAfter > 0)
        throw new SlackFailure('chat.delete', 'limited', 'ratelimited', { retryAfter });
    },
  });
  const boxes = [1, 2].map(() => {
    const box = outbox({
      ...{ store, slacks, clock, log },
      pause: async (ms) => {
        time.now += ms;
      },
    });
    box.registerTask('card', task);
    return box;
  });
  const [box] = boxes as [(typeof boxes)[0]];
  const note = async (wakeAt = time.now + 30 * second, options = {}) => {
    const { keys, writes } = await box.noteTask(appointment, wakeAt, options);
    await store.update(keys, (...values) => ({ writes: writes(values), result: undefined }));
  };
  const pass = async (ms: number) => {
    for (const end = time.now + ms; time.now < end; ) {
      time.now += 5 * second;
      for (const one of boxes) await one.run(minute);
    }
  };
  /** Without a run until then. */
  const skip = async (ms: number) => {
    time.now += ms;
    for (const one of boxes) await one.run(minute);
  };
  return { box, store, locked, log, time, runs, calls, note, pass, skip };
}

async function loseIndex(store: Store): Promise<void> {
  const pages: string[] = [];
  const index = { namespace: 'outbox', prefix: '_/index/', schema: z.unknown() };
  await store.forEach(index, ({ name }) => void pages.push(name));
  await store.setMany(pages.map((name) => remove({ ...index, name })));
}

test('runs a task once when its time has come, on one replica', async () => {
  const { runs, note, pass } = await setUp(async () => ({ isDone: true }));
  await note();
  await pass(10 * minute);
  expect(runs).toEqual([30]);
});

test('keeps a task that was done and noted anew while it ran', async () => {
  const { store, box, runs, note, pass } = await setUp(async () => {
    if (runs.length === 1) {
      const { done } = await box.noteTask(appointment, 0);
      await store.setMany(done);
      await note();
    }
    return { isDone: true };
  });
  await note();
  await pass(10 * minute);
  expect(runs).toEqual([30, 60]);
});

test('does not run a task that whoever noted it has done', async () => {
  const { box, store, runs, note, pass } = await setUp(async () => ({ isDone: true }));
  await note();
  await store.setMany((await box.noteTask(appointment, noon)).done);
  await pass(10 * minute);
  expect(runs).toEqual([]);
});

test('tries again after 15, 30, 60 and then 120 seconds', async () => {
  const { runs, note, pass } = await setUp(async () => ({ isDone: false }));
  await note();
  await pass(10 * minute);
  expect(runs).toEqual([30, 45, 75, 135, 255, 375, 495]);
});

test('tries again at the time that Slack names', async () => {
  const { runs, note, pass } = await setUp(async () => ({ isDone: false, retryAfter: 200 }));
  await note();
  await pass(5 * minute);
  expect(runs).toEqual([30, 230]);
});

test('tries less often what Slack goes on refusing', async () => {
  const { runs, note, pass } = await setUp(async () => ({ isDone: false, isRefused: true }));
  await note();
  await pass(120 * minute);
  expect(runs.slice(-2)).toEqual([4575, 6375]);
});

test('a task that is noted again while it runs runs once more', async () => {
  let again = async () => {};
  const { runs, note, pass } = await setUp(async () => {
    const noting = again;
    again = async () => {};
    await noting();
    return { isDone: true };
  });
  again = () => note();
  await note();
  await pass(10 * minute);
  expect(runs).toEqual([30, 60]);
});

test('a task that throws is tried again', async () => {
  const { runs, note, pass } = await setUp(async () => {
    throw new Error('not today');
  });
  await note();
  await pass(minute);
  expect(runs).toEqual([30, 45]);
});

test('calls no method of Slack that is limited before its time', async () => {
  const at = { channel: 'C1', ts: '1.0' };
  const { runs, calls, note, pass } = await setUp(async (slacks) => {
    const slack = await slacks('T1');
    return slack.deleteMessage(at).then(
      () => ({ isDone: true }),
      () => ({ isDone: false }),
    );
  });
  calls.retryAfter = 50;
  await note();
  await pass(40 * second);
  calls.retryAfter = 0;
  await pass(5 * minute);
  expect(calls.posts).toBe(2);
  expect(runs.at(-1)).toBeGreaterThanOrEqual(45);
});

test.each([
  ['waits for a day', 30 * second, 24 * hour],
  ['was noted for the next day', 24 * hour, undefined],
])('leaves a task alone that %s, until then', async (_, wakeAt, wait) => {
  const { runs, log, note, skip } = await setUp(async () =>
    wait === undefined ? { isDone: true } : { isDone: false, retryAfter: wait / second },
  );
  await note(noon + wakeAt);
  await skip(31 * second);
  for (let hours = 0; hours < 23; hours += 1) await skip(hour);
  expect(runs).toEqual(wait === undefined ? [] : [31]);
  expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  await skip(hour);
  expect(runs).toHaveLength(wait === undefined ? 1 : 2);
});

test('finds a task that the index has lost, and one noted by a clock that was ahead', async () => {
  const { store, time, runs, note, skip } = await setUp(async () => ({
    isDone: false,
    retryAfter: (24 * hour) / second,
  }));
  await note();
  await skip(31 * second);
  await loseIndex(store);
  await skip(24 * hour + 11 * minute);
  expect(runs).toHaveLength(2);
  await skip(40 * day);
  time.now -= 40 * day;
  await skip(7 * hour);
  expect(runs).toHaveLength(4);
});

test('a further note need not put off a task that is due sooner, also while it runs', async () => {
  const sooner = { keepsEarlier: true };
  let again = async () => {};
  const { runs, note, pass } = await setUp(async () => {
    const noting = again;
    again = async () => {};
    await noting();
    return { isDone: true };
  });
  again = () => note(undefined, sooner);
  await note();
  await pass(20 * second);
  await note(undefined, sooner);
  await pass(10 * minute);
  expect(runs).toEqual([30, 30]);
});

test('finds what the index has lost also if other replicas are always at work', async () => {
  const { box, store, locked, time, runs, note, skip } = await setUp(async () => ({
    isDone: true,
  }));
  await skip(minute);
  await note(time.now);
  await loseIndex(store);
  // Another workspace, of which another replica does not let go.
  const other = { workspace: 'T2', kind: 'card', id: 'b' };
  const busy = await box.noteTask(other, time.now);
  await store.update(busy.keys, (...values) => ({
    writes: busy.writes(values),
    result: undefined,
  }));
  locked.add(`_/outbox/${hash('T2') % 16}`);
  await skip(7 * hour);
  expect(runs).toEqual([]);
  await skip(6 * hour);
  expect(runs).toHaveLength(1);
});
