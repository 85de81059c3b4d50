import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../random.ts';
import { type Count, countOf } from './counts.ts';
import { day, hour, minute, type Plan } from './plans.ts';
import { outboxes } from './rig.ts';

export type CrashTask = {
  readonly apiUrl: string;
  readonly token: string;
  readonly storeUrl: string;
  readonly workspace: string;
  readonly now: number;
  readonly plans: readonly (readonly [string, Plan])[];
  /** Arranges this plan; runs when left out. */
  readonly arrange?: string | undefined;
  readonly step: string;
  /** How often the step is survived. */
  readonly pass: number;
  /** Milliseconds until death in the middle of something. */
  readonly delay: number;
};

/** The points at which a process is killed. */
export const crashPoints = [
  'noted, not called',
  'while it is called',
  'answered, planner not told',
  'planner told, not noted',
  'noted as queued',
  'deletion noted, not called',
  'while it is deleted',
  'deleted, not noted',
  'at any time',
] as const;

export type CrashCount = Count & { killed: number };

/**
 * Three daily plans in two replicas on one SQLite file. One replica is a process that is killed at
 * this step while it arranges a new or a changed plan, or in a run. The other may run at the same
 * time and get there first; it continues alone. Counts the messages of two days.
 */
export async function crashRun(
  step: string,
  seed: number,
  isOtherAtWork: boolean,
): Promise<CrashCount> {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  const storeUrl = `sqlite:${join(folder, 'store.sqlite')}`;
  try {
    const rig = await outboxes({ storeUrl });
    const { slack, clock, plans, box, tip, whileTimePasses: during } = rig;
    const start = clock.now();
    const isDeletion = step.includes('delet');
    const isRun = !isDeletion && (step === 'at any time' || random() < 0.5);
    for (const id of ['a', 'b', 'c']) {
      const minutes = (15 * 60 + Math.floor(random() * (isRun ? 3 : 20) * 60)) % (24 * 60);
      plans.set(id, { minutes, channel: random() < 0.5 ? rig.channel : rig.other, text: id });
    }
    const victim = plans.get('a') as Plan;
    for (const id of ['b', 'c', ...(isRun || isDeletion ? ['a'] : [])]) await box.arrange(tip(id));
    if (isRun) {
      // All three had their first, and all of the next are due to be queued; nobody was at work
      // meanwhile.
      clock.set(start + 15 * hour);
    } else clock.advance(random() * hour);
    if (isDeletion) victim.text = 'a1';
    const task: CrashTask = {
      apiUrl: slack.apiUrl,
      token: slack.botToken(),
      storeUrl,
      workspace: tip('a').workspace,
      now: clock.now(),
      plans: [...plans],
      arrange: isRun ? undefined : 'a',
      step,
      pass: isRun ? Math.floor(random() * 2) : 0,
      delay: random() * (step === 'at any time' ? 25 : 4),
    };
    const crashProcess = spawn(
      process.execPath,
      ['tests/outbox/crash-process.ts', JSON.stringify(task)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const ended = once(crashProcess, 'exit');
    await Promise.race([once(crashProcess.stdout, 'data'), ended]);
    // The other is at the same appointments meanwhile; but of two runs one would wait for the
    // other.
    const meanwhile = async () => void (await (isRun ? box.arrange(tip('b')) : box.run(minute)));
    if (isOtherAtWork && random() < 0.5) await during(meanwhile());
    const [, signal] = await ended;
    const soon = clock.now() + 3 * hour;
    while (clock.now() < start + 2.5 * day) {
      clock.advance((2 + random() * (clock.now() < soon ? 10 : 60)) * minute);
      await during(box.run(minute));
    }
    return {
      ...countOf(slack, start, clock.now(), plans),
      killed: signal === 'SIGKILL' ? 1 : 0,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
