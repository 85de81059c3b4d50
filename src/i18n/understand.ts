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

type Parsed = { readonly kind: string; readonly nearest?: readonly string[] };

type Understood<Read> = { readonly read: Read; readonly reading: Reading };

/**
 * What the first reading says that fits; otherwise what the first one says, if one says anything.
 * In another language than the reader's own, which comes first, words may not be mixed.
 */
export function understand<Read extends object>(
  readings: readonly Reading[],
  parse: (reading: Reading) => Read | undefined,
  fits: (read: Read) => boolean,
): Understood<Read> | undefined {
  let misread: Understood<Read> | undefined;
  for (const [at, reading] of readings.entries()) {
    const read = parse(reading);
    if (!read) continue;
    if (!fits(read)) misread ??= { read, reading };
    else if (!isForeignMix(reading, at)) return { read, reading };
  }
  return misread;
}

const isForeignMix = ({ isMixed }: Reading, at: number): boolean => at > 0 && isMixed;

/** What was typed behind `/care`: all of it, and the arguments that it ends with. */
type Line = {
  readonly scope: 'tips' | 'recap';
  readonly line: string;
  readonly text: string;
  readonly readings: readonly Reading[];
};

/**
 * A line that mixes languages in the reader's own; or the line without slips, in the first language
 * in which it is a command then.
 */
export function meantBy(
  grammars: readonly [Grammar, ...Grammar[]],
  { scope, line, text, readings }: Line,
  parse: (reading: Reading) => Parsed | undefined,
): string | undefined {
  const mixed = readings
    .filter(isForeignMix)
    .find((reading) => (parse(reading)?.kind ?? 'problem') !== 'problem');
  if (mixed) return grammars[0].write(`/care ${scope} ${mixed.text}`);
  for (const grammar of grammars) {
    const corrected = grammar.correct(scope, text);
    if (corrected === undefined) continue;
    const read = parse(grammar.read(scope, corrected));
    if (read && read.kind !== 'problem')
      return `/care ${line.slice(0, line.length - text.length)}${corrected}`;
    // A single word with a slip is more likely a word of a question.
    const [command] = read && /\s/.test(text.trim()) ? (read.nearest ?? []) : [];
    if (command?.startsWith('/care ')) return grammars[0].write(command);
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
