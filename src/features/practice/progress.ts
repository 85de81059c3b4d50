import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { PersonalData } from '../../ports/personal-data.ts';
import type { Random } from '../../ports/random.ts';
import {
  BrokenRecord,
  type Key,
  put,
  remove,
  type Store,
  StoreUnavailable,
} from '../../ports/store.ts';
import {
  type Box,
  boxSchema,
  emptyBox,
  pickNext,
  wasShownToday,
  withAnswer,
  withShown,
} from './leitner-box.ts';
import { type Scene, sceneName } from './scenario.ts';

export type ProgressDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};
export type Person = { readonly workspace: string; readonly user: string };

/** A person's progress, for that person alone. */
function progressKey({ workspace, user }: Person): Key<Box> {
  return { namespace: 'practice', name: `${workspace}/${user}`, schema: boxSchema };
}

/** A scene, and when it was shown in milliseconds; one answer counts for each time it is shown. */
export type ShownScene = { readonly scene: Scene; readonly shownAt: number };

/**
 * Picks the person's next scene and records that it was shown. After `last`, the other scenes of
 * its skill come first, unless they were shown today.
 */
export async function nextScene(
  deps: ProgressDeps,
  person: Person,
  scenes: readonly Scene[],
  last?: Scene,
): Promise<ShownScene | undefined> {
  const now = deps.clock.now();
  const context = { now, draw: deps.random(), except: last && sceneName(last) };
  const related = scenes.filter(({ skill }) => skill.id === last?.skill.id).map(sceneName);
  const name = await updateBox(deps, person, (box) => {
    const fresh = related.filter((one) => one !== context.except && !wasShownToday(box, one, now));
    const next = pickNext(box, fresh.length > 0 ? fresh : scenes.map(sceneName), context);
    return { after: next === undefined ? box : withShown(box, next, now), result: next };
  });
  const scene = scenes.find((each) => sceneName(each) === name);
  return scene && { scene, shownAt: now };
}

export async function countAnswer(
  deps: ProgressDeps,
  person: Person,
  { scene, shownAt }: ShownScene,
  answer: number,
): Promise<void> {
  const isFurthest = answer === scene.scenario.furthest;
  const now = deps.clock.now();
  await updateBox(deps, person, (box) => ({
    after: withAnswer(box, sceneName(scene), { shownAt, isFurthest, now }),
    result: undefined,
  }));
}

/**
 * If the record can't be reached or read, practice continues as for a new person and nothing is
 * stored.
 */
async function updateBox<Result>(
  { store, log }: ProgressDeps,
  person: Person,
  decide: (box: Box) => { readonly after: Box; readonly result: Result },
): Promise<Result> {
  const key = progressKey(person);
  try {
    return await store.update([key], (before) => {
      const { after, result } = decide(before ?? emptyBox);
      return { writes: after === before ? [] : [put(key, after)], result };
    });
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof BrokenRecord)) throw error;
    log.warn({ err: error }, 'could not save practice progress');
    return decide(emptyBox).result;
  }
}

const isoTime = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString();

export function progressData({ store }: Pick<ProgressDeps, 'store'>): PersonalData {
  return {
    count: async (person) => {
      const box = await store.get(progressKey(person));
      return { practice: Object.keys(box?.scenes ?? {}).length };
    },
    rows: async (person) => {
      const box = await store.get(progressKey(person));
      return Object.entries(box?.scenes ?? {}).map(([scene, { seen, due }]) => ({
        what: 'practice',
        scene,
        seen: isoTime(seen),
        ...(due === undefined ? {} : { due: isoTime(due) }),
      }));
    },
    erase: async (person) => {
      await store.setMany([remove(progressKey(person))]);
      return { isDone: true };
    },
  };
}
