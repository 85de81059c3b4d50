import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import { BrokenRecord, type Key, put, type Store, StoreUnavailable } from '../../ports/store.ts';
import { type Box, boxSchema, emptyBox, pickNext, withAnswer, withShown } from './leitner-box.ts';
import { type Scene, sceneName } from './scenario.ts';

export type ProgressDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Random;
  readonly log: Log;
};
export type Who = { readonly workspace: string; readonly user: string };

/** What a person practiced, for that person alone. */
function practiceKey({ workspace, user }: Who): Key<Box> {
  return { namespace: 'practice', name: `${workspace}/${user}`, schema: boxSchema };
}

/** A scene, and when it was shown in milliseconds: one answer counts for each showing. */
export type Shown = { readonly scene: Scene; readonly showing: number };

/** Picks the scene that comes now for this person, and notes that it was shown. `except` is a scene they just had. */
export async function showNext(
  keeping: ProgressDeps,
  who: Who,
  scenes: readonly Scene[],
  except?: Scene,
): Promise<Shown | undefined> {
  const showing = keeping.clock.now();
  const draw = keeping.chance();
  const asked = { now: showing, draw, except: except && sceneName(except) };
  const name = await change(keeping, who, (box) => {
    const next = pickNext(box, scenes.map(sceneName), asked);
    return { after: next === undefined ? box : withShown(box, next, showing), result: next };
  });
  const scene = scenes.find((each) => sceneName(each) === name);
  return scene && { scene, showing };
}

export async function countAnswer(
  keeping: ProgressDeps,
  who: Who,
  { scene, showing }: Shown,
  answer: number,
): Promise<void> {
  const isFurthest = answer === scene.scenario.furthest;
  const now = keeping.clock.now();
  await change(keeping, who, (box) => ({
    after: withAnswer(box, sceneName(scene), { showing, isFurthest, now }),
    result: undefined,
  }));
}

/** Where the record can't be reached or read, practice goes on as for somebody new, and nothing is kept. */
async function change<Result>(
  { store, log }: ProgressDeps,
  who: Who,
  decide: (box: Box) => { readonly after: Box; readonly result: Result },
): Promise<Result> {
  const key = practiceKey(who);
  try {
    return await store.update([key], (before) => {
      const { after, result } = decide(before ?? emptyBox);
      return { writes: after === before ? [] : [put(key, after)], result };
    });
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof BrokenRecord)) throw error;
    log.warn({ err: error }, 'practice goes on without keeping what was answered');
    return decide(emptyBox).result;
  }
}
