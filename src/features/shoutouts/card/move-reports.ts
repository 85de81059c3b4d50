import {
  type Appointment,
  ownTime,
  type Task,
  type TaskNote,
  type TaskResult,
} from '../../../ports/outbox.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { openReports } from '../records/reports.ts';
import { bringReport } from './bring-report.ts';
import { callOutcome, finalRefusal } from './call-outcome.ts';

/** The outbox's kind for the tasks that take open reports to another moderators' channel. */
export const reportsKind = 'reports';

const moveTask = (workspace: string): Appointment => ({ workspace, kind: reportsKind, id: 'open' });

/** Notes, in the step that changes the channel, that open reports are to follow. */
export function noteMove(
  { outbox, clock }: Pick<ShoutoutDeps, 'outbox' | 'clock'>,
  workspace: string,
): Promise<TaskNote> {
  return outbox.noteTask(moveTask(workspace), clock.now() + ownTime);
}

/** Takes open reports to the moderators' channel; what fails is finished by the task. */
export async function moveReports(deps: ShoutoutDeps, workspace: string): Promise<void> {
  const result = await moveAll(deps, workspace);
  if (!result.isDone) await deps.outbox.retryTask(moveTask(workspace), result);
}

/** Finishes what a process left undone that crashed, or that Slack refused for a while. */
export const reportsTask =
  (deps: ShoutoutDeps): Task =>
  ({ workspace }, slacks) =>
    moveAll({ ...deps, slacks }, workspace, 0);

async function moveAll(
  deps: ShoutoutDeps,
  workspace: string,
  lockTimeout?: number,
): Promise<TaskResult> {
  let isDone = true;
  for (const { id } of await openReports(deps, workspace)) {
    const options = { isMove: true, lockTimeout };
    const outcome = await callOutcome(bringReport(deps, workspace, id, options));
    if (outcome.kind === 'limited') return { isDone: false, retryAfter: outcome.retryAfter };
    const refused = finalRefusal(outcome, 0);
    // It stays where it is, until a channel is chosen that Slack lets the app post into.
    if (refused) deps.log.warn({ code: refused }, 'could not move an open report');
    else if (outcome.kind !== 'done') isDone = false;
  }
  return { isDone };
}
