import { stoppedClock } from '../../playground/server/clock.ts';
import { auditLog } from '../../src/audit/audit-log.ts';
import { installationEvents } from '../../src/installation/events.ts';
import {
  type Installations,
  installations,
  type NewInstallation,
} from '../../src/installation/installations.ts';
import { deletionKind, removals } from '../../src/installation/removals.ts';
import { type Refresh, rotation } from '../../src/installation/rotation.ts';
import { tokenCipher } from '../../src/installation/token-cipher.ts';
import type { TokenState } from '../../src/installation/token-state.ts';
import { outbox } from '../../src/outbox/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { noSlacks } from '../no-slack.ts';
import { recordedLog } from '../recorded-log.ts';

export const [key, otherKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
export const day = 24 * 3_600_000;

/**
 * Installations in a store in memory, or in this one, with an outbox and a stopped clock. Slack says
 * of every token that it `works`, until `tokens` says something else.
 */
export async function installed({
  store: given,
  cipher = tokenCipher(key),
  keepDataDays = 7,
  clock = stoppedClock(Date.UTC(2026, 10, 24, 12)),
  refresh = async () => Promise.reject(new Error('no token rotation here')),
}: {
  readonly store?: Store;
  readonly cipher?: ReturnType<typeof tokenCipher>;
  readonly keepDataDays?: number;
  readonly clock?: ReturnType<typeof stoppedClock>;
  readonly refresh?: Refresh;
} = {}) {
  const log = recordedLog();
  const store = given ?? (await openStore({ url: 'memory:', clock, log }));
  const pause = (ms: number) => new Promise<void>((done) => void clock.at(clock.now() + ms, done));
  const box = outbox({ store, slacks: noSlacks, clock, log, pause });
  const audit = auditLog({ store, clock, log });
  const removed = removals({ store, outbox: box, clock, log, audit, keepDataDays });
  box.registerTask(deletionKind, removed.deletion);
  const { wakeWorkspace } = box;
  const all = installations({
    store,
    cipher,
    removals: removed,
    rotation: rotation({ store, cipher, refresh, clock, pause, log }),
    wakeWorkspace,
    audit,
    clock,
    log,
  });
  const tokens = new Map<string, TokenState>();
  const whileAsked: (() => Promise<unknown>)[] = [];
  const ask = async (token: string, workspace = '') => {
    await whileAsked.pop()?.();
    return tokens.get(`${token} ${workspace}`.trim()) ?? 'works';
  };
  const told = installationEvents({ store, removals: removed, clock, log, all, ask });
  const run = () => box.run(60_000);
  return {
    store,
    cipher,
    clock,
    log,
    all,
    removals: removed,
    tokens,
    whileAsked,
    run,
    box,
    audit,
    ...told,
  };
}

export async function addTo(
  all: Installations,
  place: string,
  {
    token = `xoxb-${place}`,
    enterprise,
    rotating,
  }: { token?: string; enterprise?: string; rotating?: NewInstallation['rotating'] } = {},
): Promise<boolean> {
  const isOrgWide = place.startsWith('E');
  return all.save({
    place,
    token,
    isOrgWide,
    botUserId: `U${place}`,
    ...(enterprise ? { enterprise } : {}),
    ...(rotating ? { rotating } : {}),
  });
}
