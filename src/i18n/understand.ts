import type { Grammar, Scope } from './grammar.ts';
import { asTyped, type Reading } from './rewriting.ts';

/** The text in the words of the parsers, once for each language in which it reads differently. */
export function readingsIn(
  grammars: readonly Grammar[],
  scope: Scope,
  text: string,
): readonly Reading[] {
  const readings = grammars.map((grammar) => grammar.read(scope, text));
  const texts = readings.map((reading) => reading.text);
  const different = readings.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
  return different.length > 0 ? different : [asTyped(text)];
}

type Parsed = { readonly kind: string };

type Understood<Read> = { readonly read: Read; readonly reading: Reading };

/** What the first reading says that fits; otherwise what the first one says, if one says anything. */
export function understand<Read extends object>(
  readings: readonly Reading[],
  parse: (reading: Reading) => Read | undefined,
  fits: (read: Read) => boolean,
): Understood<Read> | undefined {
  let misread: Understood<Read> | undefined;
  for (const reading of readings) {
    const read = parse(reading);
    if (!read) continue;
    if (fits(read)) return { read, reading };
    misread ??= { read, reading };
  }
  return misread;
}

/** What was typed behind `/care`: all of it, and the arguments that it ends with. */
type Line = { readonly scope: Scope; readonly line: string; readonly text: string };

/** The line without slips, in the first language in which it is a command then. */
export function meantBy(
  grammars: readonly Grammar[],
  { scope, line, text }: Line,
  parse: (reading: Reading) => Parsed | undefined,
): string | undefined {
  for (const grammar of grammars) {
    const corrected = grammar.correct(scope, text);
    if (corrected === undefined) continue;
    const read = parse(grammar.read(scope, corrected));
    if (read && read.kind !== 'problem')
      return `/care ${line.slice(0, line.length - text.length)}${corrected}`;
  }
  return undefined;
}

type Misread = { readonly part: string; readonly nearest: readonly string[] };

/** A problem in the words of the person: the part as they typed it, suggestions in their language. */
export const inTheirWords = <Problem extends Misread>(
  problem: Problem,
  reading: Reading,
  { write }: Pick<Grammar, 'write'>,
): Problem => ({
  ...problem,
  part: reading.typed(problem.part),
  nearest: problem.nearest.map(write),
});
