/** A text in the words that the parsers know. */
export type Reading = {
  readonly text: string;
  /** What was typed for a part of `text`. */
  readonly typed: (part: string) => string;
  /**
   * Whether words of it may be English that is only spelt like a word of the language: in "once
   * daily" the Spanish "once" is 11.
   */
  readonly isMixed: boolean;
};

export const asTyped = (text: string): Reading => ({ text, typed: (part) => part, isMixed: false });

/** Some words of the text that is written, and those of the source that they stand for. */
type Piece = {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
};

/** Writes a source anew, word by word, and keeps which of its words each one stands for. */
export function rewriting(source: string) {
  const pieces: Piece[] = [];
  const words: string[] = [];
  let text = '';
  let done = 0;
  return {
    /** The text in place of the source from `start` to `end`; empty leaves it out. */
    put: (written: string, start: number, end: number): void => {
      const gap = source.slice(done, start);
      text += text === '' || text.endsWith(' ') ? gap.trimStart() : gap;
      done = end;
      if (written === '') return;
      pieces.push({ from: text.length, to: text.length + written.length, start, end });
      words.push(written);
      text += written;
    },
    /** What was written so far, piece by piece. */
    words: (): readonly string[] => words,
    /** `write` gives the words for a part that is not as it was written here. */
    reading: (write: (part: string) => string, isMixed: boolean): Reading => {
      const read = (text + source.slice(done)).trim();
      return read === source
        ? asTyped(source)
        : { text: read, typed: typedIn(read, write), isMixed };
    },
  };

  function typedIn(read: string, write: (part: string) => string): Reading['typed'] {
    return (part) => {
      const from = read.indexOf(part);
      const to = from + part.length;
      const covered = pieces.filter((piece) => piece.from < to && piece.to > from);
      const [first, last] = [covered[0], covered.at(-1)];
      if (from < 0 || !first || !last) return write(part);
      const typed = source.slice(first.start, last.end);
      return `${read.slice(from, Math.max(from, first.from))}${typed}${read.slice(Math.min(to, last.to), to)}`;
    };
  }
}
