/**
 * What words mean, as directions: those of texts that people ask for in the same situation are near
 * each other. A longer vector says more; that of a stop word is short.
 */
export type WordVectors = {
  readonly dimensions: number;
  /** Adds the vector of a term to a sum. False if it has none. */
  readonly add: (term: string, sum: Float32Array) => boolean;
};

/**
 * The bytes are those of the terms, one in a line, then an empty line, then one for each dimension
 * of each vector. All have the same unit, which doesn't matter: only directions are compared. Throws
 * if they are not whole.
 */
export function wordVectors(bytes: Uint8Array): WordVectors {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = all.indexOf('\n\n');
  const terms = all.subarray(0, end).toString().split('\n');
  const values = new Int8Array(all.subarray(end + 2));
  const dimensions = values.length / terms.length;
  if (end < 0 || !Number.isInteger(dimensions)) throw new Error('is not whole');
  const numbers = new Map(terms.map((term, number) => [term, number]));
  return {
    dimensions,
    add: (term, sum) => {
      const number = numbers.get(term);
      if (number === undefined) return false;
      const start = number * dimensions;
      for (let at = 0; at < dimensions; at += 1) {
        sum[at] = (sum[at] as number) + (values[start + at] as number);
      }
      return true;
    },
  };
}
