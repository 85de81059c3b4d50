import { z } from 'zod';

/** Days until a scene comes back, by the box it is in. An answer that goes furthest moves it one box on, any other back to the first. */
const daysInBox = [1, 3, 8, 21, 60] as const;
const day = 24 * 60 * 60 * 1000;
/** So many scenes of a person are kept, those seen latest. */
const mostScenes = 300;

const sceneSchema = z.object({
  /** The latest time it was shown, in milliseconds. */
  seen: z.number(),
  /** The showing whose answer was counted last. */
  counted: z.number().optional(),
  /** From 0; none before the first answer. */
  box: z.number().int().min(0).optional(),
  /** When it should come back, in milliseconds; none before the first answer. */
  due: z.number().optional(),
});

export const boxSchema = z.object({
  scenes: z.record(z.string(), sceneSchema),
  /** The scene shown last. */
  last: z.string().optional(),
});

/** A person's scenes in the boxes of Leitner: what was answered well comes back later than what was not. */
export type Box = z.infer<typeof boxSchema>;

export const emptyBox: Box = { scenes: {} };

/**
 * Which of some scenes comes now: one that is due, the longest due first; then one that was never seen, which `draw` picks (from 0 up
 * to, but without, 1); then the one least lately seen. The scene shown last, and `except`, only where there is no other.
 */
export function pickNext(
  { scenes, last }: Box,
  names: readonly string[],
  { now, draw, except }: { now: number; draw: number; except?: string | undefined },
): string | undefined {
  const others = names.filter((name) => name !== last && name !== except);
  const open = others.length > 0 ? others : names;
  const first = (among: readonly string[], time: (name: string) => number) =>
    among.toSorted((a, b) => time(a) - time(b))[0];
  const dueAt = (name: string) => scenes[name]?.due ?? Number.POSITIVE_INFINITY;
  const due = first(
    open.filter((name) => dueAt(name) <= now),
    dueAt,
  );
  if (due !== undefined) return due;
  const fresh = open.filter((name) => !Object.hasOwn(scenes, name));
  return fresh[Math.floor(draw * fresh.length)] ?? first(open, (name) => scenes[name]?.seen ?? 0);
}

export function withShown(box: Box, name: string, now: number): Box {
  const scenes = { ...box.scenes, [name]: { ...box.scenes[name], seen: now } };
  const latest = Object.entries(scenes).toSorted(([, a], [, b]) => b.seen - a.seen);
  return { scenes: Object.fromEntries(latest.slice(0, mostScenes)), last: name };
}

/** `showing` is when the scene was shown. The first answer to a showing counts; for any later one the box stays the same object. */
export function withAnswer(
  box: Box,
  name: string,
  { showing, isFurthest, now }: { showing: number; isFurthest: boolean; now: number },
): Box {
  const before = box.scenes[name];
  if (showing <= (before?.counted ?? Number.NEGATIVE_INFINITY)) return box;
  const place = isFurthest ? Math.min((before?.box ?? 0) + 1, daysInBox.length - 1) : 0;
  const due = now + (daysInBox[place] as number) * day;
  const after = { seen: before?.seen ?? showing, counted: showing, box: place, due };
  return { ...box, scenes: { ...box.scenes, [name]: after } };
}
