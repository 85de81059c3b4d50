import { z } from 'zod';

/** Days until a scene returns. The best answer moves it one box on, any other to the first. */
const daysInBox = [1, 3, 8, 21, 60] as const;
const day = 24 * 60 * 60 * 1000;
const longestWait = Math.max(...daysInBox) * day;
/** Scenes of a person that are kept; those shown least recently are dropped. */
const maxScenes = 300;

const sceneSchema = z.object({
  /** When it was last shown, in milliseconds. */
  seen: z.number(),
  /** When the scene of the answer counted last was shown. */
  counted: z.number().optional(),
  /** From 0; none before the first answer. */
  box: z.number().int().min(0).optional(),
  /** When it should return, in milliseconds; none before the first answer. */
  due: z.number().optional(),
});

export const boxSchema = z.object({
  scenes: z.record(z.string(), sceneSchema),
  /** The scene shown last. */
  last: z.string().optional(),
});

/** A person's scenes in Leitner boxes: a scene that was answered well returns later. */
export type Box = z.infer<typeof boxSchema>;

export const emptyBox: Box = { scenes: {} };

/**
 * The next of some scenes: the one overdue longest; else one never shown, picked by `draw` (at
 * least 0 and below 1); else the one shown least recently. The scene shown last, and `except`, come
 * only if there is no other.
 */
export function pickNext(
  { scenes, last }: Box,
  names: readonly string[],
  { now, draw, except }: { now: number; draw: number; except?: string | undefined },
): string | undefined {
  const others = names.filter((name) => name !== last && name !== except);
  const candidates = others.length > 0 ? others : names;
  const earliest = (among: readonly string[], time: (name: string) => number) =>
    among.toSorted((a, b) => time(a) - time(b))[0];
  // A time further ahead than any box sets was set while the clock was wrong.
  const dueAt = (name: string) => {
    const due = scenes[name]?.due ?? Number.POSITIVE_INFINITY;
    return due > now + longestWait && due !== Number.POSITIVE_INFINITY ? now : due;
  };
  const due = earliest(
    candidates.filter((name) => dueAt(name) <= now),
    dueAt,
  );
  if (due !== undefined) return due;
  const unseen = candidates.filter((name) => !Object.hasOwn(scenes, name));
  return (
    unseen[Math.floor(draw * unseen.length)] ??
    earliest(candidates, (name) => scenes[name]?.seen ?? 0)
  );
}

/** Within the last 24 hours. */
export function wasShownToday({ scenes }: Box, name: string, now: number): boolean {
  const seen = Object.hasOwn(scenes, name) ? scenes[name]?.seen : undefined;
  return seen !== undefined && seen > now - day && seen <= now;
}

export function withShown(box: Box, name: string, now: number): Box {
  const scenes = { ...box.scenes, [name]: { ...box.scenes[name], seen: now } };
  const latest = Object.entries(scenes).toSorted(([, a], [, b]) => b.seen - a.seen);
  return { scenes: Object.fromEntries(latest.slice(0, maxScenes)), last: name };
}

/** Only the first answer after a scene was shown counts; later ones return the same box. */
export function withAnswer(
  box: Box,
  name: string,
  { shownAt, isFurthest, now }: { shownAt: number; isFurthest: boolean; now: number },
): Box {
  const before = box.scenes[name];
  const counted = before?.counted ?? Number.NEGATIVE_INFINITY;
  // One from a time that has not come was counted while the clock was wrong.
  if (shownAt <= counted && counted <= now) return box;
  const place = isFurthest ? Math.min((before?.box ?? 0) + 1, daysInBox.length - 1) : 0;
  const due = now + (daysInBox[place] as number) * day;
  const after = { seen: before?.seen ?? shownAt, counted: shownAt, box: place, due };
  return { ...box, scenes: { ...box.scenes, [name]: after } };
}
