import { put } from '../../../ports/store.ts';
import type { TipDeps } from '../deps.ts';
import { triesKey } from '../keys.ts';
import { questionAppointment, recallAppointment } from './planners.ts';
import { mayRecall, moveQuestions } from './schedule.ts';
import { workingTimeOf } from './working-time.ts';

/** Brings what a person is going to be asked in line with their clock and working days of today. */
export async function followPerson(deps: TipDeps, workspace: string, user: string): Promise<void> {
  const { store, clock, outbox, content } = deps;
  const hasSkill = (skill: string) => content().library.find(skill)?.kind === 'skill';
  const key = triesKey(workspace, user);
  const known = await store.get(key);
  const now = clock.now();
  const isAsked = known?.tries.some(({ askAt = 0, outcome }) => !outcome && askAt * 1000 > now);
  if (!known || !(isAsked || mayRecall(known))) return;
  const time = await workingTimeOf(deps, { workspace, user });
  const moved = await store.update([key], (before) => {
    if (!before) return { writes: [], result: [] };
    const { tries, moved } = moveQuestions(before, time, now, hasSkill);
    return { writes: moved.length > 0 ? [put(key, tries)] : [], result: moved };
  });
  await Promise.all([
    ...moved.map((press) => outbox.arrange(questionAppointment(workspace, user, press))),
    ...(mayRecall(known) ? [outbox.arrange(recallAppointment(workspace, user))] : []),
  ]);
}

/** Questions that are queued for a person are composed anew. */
export async function askAnew(deps: TipDeps, workspace: string, user: string): Promise<void> {
  const { store, clock, outbox } = deps;
  const known = await store.get(triesKey(workspace, user));
  if (!known) return;
  const now = clock.now();
  const open = known.tries.filter(({ askAt = 0, outcome }) => !outcome && askAt * 1000 > now);
  await Promise.all([
    ...open.map(({ press }) => outbox.arrange(questionAppointment(workspace, user, press))),
    ...(mayRecall(known) ? [outbox.arrange(recallAppointment(workspace, user))] : []),
  ]);
}
