import { editDistance } from './edit-distance.ts';
import { withoutAccents } from './tokenize.ts';

/** The form in which names are compared: lower case, no accents, words separated by one space. */
export function plainName(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[\s_/.,'’()-]+/g, ' ')
    .trim();
}

/** Characters, such as emoji, that are two code units and yet a single edit. */
const surrogatePairs = /[\u{10000}-\u{10ffff}]/gu;

/** Longer texts are cut before they are compared. */
const maxComparedLength = 60;

/**
 * The names that a misspelt text may stand for, the nearest first, at most `count`. A text of three
 * letters may be one edit away, of six letters two, of ten letters three, but never more than
 * `maxEdits`. `names` have to be in the form of `plainName`.
 */
export function nearestNames(
  text: string,
  names: Iterable<string>,
  count = 3,
  maxEdits = 3,
): readonly string[] {
  const typed = plainName(text.slice(0, 4 * maxComparedLength)).slice(0, maxComparedLength);
  const limit = Math.min(editsAllowed(typed.length), maxEdits);
  const compared = typed.replace(surrogatePairs, '?');
  return [...names]
    .map((name) => ({ name, edits: editDistance(compared, name, limit) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, count)
    .map(({ name }) => name);
}

function editsAllowed(length: number): number {
  if (length < 3) return 0;
  if (length < 6) return 1;
  return length < 10 ? 2 : 3;
}
