import { setTimeout as pause } from 'node:timers/promises';
import { outbox } from '../../src/outbox/outbox.ts';
import { recordSchema } from '../../src/outbox/record.ts';
import type { Slack } from '../../src/ports/slack.ts';
import type { Store } from '../../src/ports/store.ts';
import { slackClients } from '../../src/slack/api/clients.ts';
import { slackLogger } from '../../src/slack/api/logger.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import type { CrashTask } from './crash-runs.ts';
import { type Plan, planner } from './plans.ts';

/**
 * A replica in a process of its own that arranges or runs, and kills itself at one step of it: no
 * handler runs, nothing is flushed.
 */
const task: CrashTask = JSON.parse(process.argv[2] ?? '');
const clock = { now: () => task.now };
const log = recordedLog();
let left = task.pass;

const die = (): void => void process.kill(process.pid, 'SIGKILL');

function step(name: string): void {
  if (name !== task.step) return;
  if (left === 0) die();
  left -= 1;
}

/** Some time after the call went out: before, while or after Slack has it. */
async function stepDuring<Result>(name: string, call: Promise<Result>): Promise<Result> {
  if (name !== task.step) return call;
  if (left === 0) {
    await pause(task.delay);
    die();
  }
  left -= 1;
  return call;
}

function crashingSlack(slack: Slack): Slack {
  return {
    ...slack,
    schedule: async (...args) => {
      step('noted, not called');
      const id = await stepDuring('while it is called', slack.schedule(...args));
      step('answered, planner not told');
      return id;
    },
    unschedule: async (...args) => {
      step('deletion noted, not called');
      await stepDuring('while it is deleted', slack.unschedule(...args)).finally(() =>
        step('deleted, not noted'),
      );
    },
  };
}

function crashingStore(store: Store): Store {
  return {
    ...store,
    update: async (...args) => {
      const result = await store.update(...args);
      const { data: record } = recordSchema.safeParse(result);
      if (record?.stage.name === 'queued') step('noted as queued');
      return result;
    },
  };
}

const slacks = slackClients({
  accessOf: async () => ({ token: task.token }),
  slackApiUrl: task.apiUrl,
  logger: slackLogger(log),
  clock,
});
const store = crashingStore(await openStore({ url: task.storeUrl, clock, log }));
const box = outbox({
  store,
  slacks: async (workspace) => crashingSlack(await slacks(workspace)),
  clock,
  log,
});
const plans = new Map<string, Plan>(task.plans);
box.register('tip', {
  ...planner(plans, { queued: [], ended: [] }),
  queued: async () => step('planner told, not noted'),
});
process.stdout.write('ready\n');
if (task.step === 'at any time') setTimeout(die, task.delay);
if (task.arrange) {
  await box.arrange({ workspace: task.workspace, kind: 'tip', id: task.arrange });
  await box.stop();
} else await box.run(60_000);
process.stdout.write('survived\n');
