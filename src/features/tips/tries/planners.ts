import type { Appointment, Planner } from '../../../ports/outbox.ts';
import { put } from '../../../ports/store.ts';
import type { TipDeps } from '../deps.ts';
import { triesKey } from '../keys.ts';
import { skillOf } from '../tip.ts';
import { findChoice } from './choices.ts';
import { questionMessage, recallMessage } from './message.ts';
import { mayRecall, nextRecall, unstoppableUntil, withAsked } from './schedule.ts';
import { workingTimeOf } from './working-time.ts';

/** The outbox's kind for questions how a try went; an appointment's id is `user/press`. */
export const questionKind = 'question';

export function questionAppointment(workspace: string, user: string, press: string): Appointment {
  return { workspace, kind: questionKind, id: `${user}/${press}` };
}

/** Each question is posted once, to the person alone. */
export function questionPlanner({ store, content }: TipDeps): Planner {
  const findOpen = async ({ workspace, id }: Appointment) => {
    const [user = '', press = ''] = id.split('/', 2);
    const known = await store.get(triesKey(workspace, user));
    const attempt = known?.tries.find((one) => one.press === press);
    return known?.asks && attempt && !attempt.outcome ? { user, attempt } : undefined;
  };
  return {
    next: async (appointment, after) => {
      const found = await findOpen(appointment);
      const postAt = found?.attempt.askAt;
      if (!found || postAt === undefined || postAt <= after) return undefined;
      return { occurrence: 'once', postAt, place: { channel: found.user } };
    },
    compose: async (appointment) => {
      const { words, library } = content();
      const found = await findOpen(appointment);
      if (!found) throw new Error('try not found');
      const { tip, press, text } = found.attempt;
      const known = text ?? findChoice(content(), tip)?.text ?? library.find(skillOf(tip))?.title;
      return questionMessage(words, { text: known ?? '', press });
    },
    ended: async () => {},
  };
}

/** The outbox's kind for questions about what was tried before; an appointment's id is the user's. */
export const recallKind = 'recall';

export function recallAppointment(workspace: string, user: string): Appointment {
  return { workspace, kind: recallKind, id: user };
}

/**
 * What a person tried comes back as a question; an occurrence is the local date. The draw for a date
 * is stored, and counts as asked only once Slack has it and it can't be stopped any more.
 */
export function recallPlanner(deps: TipDeps): Planner {
  const { store, clock, content } = deps;
  const keyOf = ({ workspace, id }: Appointment) => triesKey(workspace, id);
  const hasSkill = (skill: string) => content().library.find(skill)?.kind === 'skill';
  const noteQueued =
    (isQueued: boolean): NonNullable<Planner['queued']> =>
    async (appointment, { occurrence, postAt }) => {
      const key = keyOf(appointment);
      await store.update([key], (before) => {
        const recall = before?.recall;
        const isThis = recall?.date === occurrence && recall.postAt === postAt;
        if (!before || !isThis || recall.isQueued === isQueued)
          return { writes: [], result: undefined };
        return {
          writes: [put(key, { ...before, recall: { ...recall, isQueued } })],
          result: undefined,
        };
      });
    };
  return {
    // Not far ahead, as what is tried meanwhile changes the order.
    ahead: 24 * 3600,
    next: async (appointment, after) => {
      const known = await store.get(keyOf(appointment));
      if (!known || !mayRecall(known)) return undefined;
      const { workspace, id: user } = appointment;
      const tries = withAsked(known, Math.max(after, unstoppableUntil(clock.now())));
      const time = await workingTimeOf(deps, { workspace, user });
      const found = nextRecall(tries, time, after, hasSkill);
      return found && { occurrence: found.date, postAt: found.postAt, place: { channel: user } };
    },
    compose: async (appointment, { occurrence, postAt }) => {
      const { workspace, id: user } = appointment;
      const key = keyOf(appointment);
      const time = await workingTimeOf(deps, { workspace, user });
      const asked = Math.max(postAt - 1, unstoppableUntil(clock.now()));
      const drawn = await store.update([key], (before) => {
        const isThis = before?.recall?.date === occurrence;
        const tries = before && (isThis ? before : withAsked(before, asked));
        const found = tries && nextRecall(tries, time, postAt - 1, hasSkill);
        if (!found || found.date !== occurrence) return { writes: [], result: undefined };
        const { press, stage } = found;
        const { recall } = tries;
        const isKnown =
          recall?.press === press && recall.stage === stage && recall.postAt === found.postAt;
        const next = { ...tries, recall: { ...found, isQueued: false } };
        return {
          writes: isThis && isKnown ? [] : [put(key, next)],
          result: { attempt: tries.tries.find((one) => one.press === press), stage },
        };
      });
      if (!drawn?.attempt) throw new Error('nothing comes back on this date');
      return recallMessage(content(), drawn.attempt, drawn.stage);
    },
    queued: noteQueued(true),
    unqueued: noteQueued(false),
    ended: async () => {},
  };
}
