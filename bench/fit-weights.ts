/** What speaks for each entry for one question, and the entries that are right. */
export type Example = {
  /** By the kind of evidence, then by the entry. */
  readonly evidence: readonly (readonly number[] | Float64Array)[];
  readonly right: readonly number[];
  /** How much the example counts. */
  readonly count: number;
  /** What else adds to the score of each entry. */
  readonly offset?: Float64Array | undefined;
};

const steps = 150;
const rate = 0.08;
const [momentum, decay] = [0.9, 0.99];

/**
 * Fits one weight for each kind of evidence so that the softmax of the weighted sums gives the right
 * entries the highest likelihood. Weights are never negative. Adam on all examples at once, so that
 * a second run gives the same.
 */
export function fitWeights(examples: readonly Example[]): number[] {
  const kinds = examples[0]?.evidence.length ?? 0;
  const scale = Array.from({ length: kinds }, (_, kind) => deviation(examples, kind));
  const packed = examples.map((example) => pack(example, scale));
  const weights = Float64Array.from(scale, (each) => (each > 0 ? 0.3 : 0));
  const slopes = new Float64Array(kinds);
  const mean = new Float64Array(kinds);
  const variance = new Float64Array(kinds);
  const total = examples.reduce((sum, { count }) => sum + count, 0);
  for (let step = 1; step <= steps; step += 1) {
    slopes.fill(0);
    for (const example of packed) addSlopes(example, weights, slopes);
    for (let kind = 0; kind < kinds; kind += 1) {
      const slope = (slopes[kind] as number) / total;
      const first = momentum * (mean[kind] as number) + (1 - momentum) * slope;
      const second = decay * (variance[kind] as number) + (1 - decay) * slope * slope;
      mean[kind] = first;
      variance[kind] = second;
      const move =
        first / (1 - momentum ** step) / (Math.sqrt(second / (1 - decay ** step)) + 1e-8);
      weights[kind] = Math.max(0, (weights[kind] as number) - rate * move);
    }
  }
  return [...weights].map((weight, kind) => weight / (scale[kind] || 1));
}

/** An example with the scaled evidence of each entry side by side, which is read much faster. */
type PackedExample = {
  readonly values: Float64Array;
  readonly odds: Float64Array;
  readonly offset: Float64Array;
  readonly right: readonly number[];
  readonly count: number;
};

function pack(
  { evidence, right, count, offset }: Example,
  scale: readonly number[],
): PackedExample {
  const entries = evidence[0]?.length ?? 0;
  const values = new Float64Array(entries * evidence.length);
  for (const [kind, scores] of evidence.entries()) {
    for (let entry = 0; entry < entries; entry += 1) {
      values[entry * evidence.length + kind] = (scores[entry] as number) / (scale[kind] || 1);
    }
  }
  const none = new Float64Array(entries);
  return { values, odds: new Float64Array(entries), offset: offset ?? none, right, count };
}

function addSlopes(
  { values, odds, offset, right, count }: PackedExample,
  weights: Float64Array,
  slopes: Float64Array,
): void {
  const kinds = weights.length;
  let highest = Number.NEGATIVE_INFINITY;
  for (let entry = 0; entry < odds.length; entry += 1) {
    let sum = offset[entry] as number;
    for (let kind = 0; kind < kinds; kind += 1) {
      sum += (weights[kind] as number) * (values[entry * kinds + kind] as number);
    }
    odds[entry] = sum;
    if (sum > highest) highest = sum;
  }
  let total = 0;
  for (let entry = 0; entry < odds.length; entry += 1) {
    odds[entry] = Math.exp((odds[entry] as number) - highest);
    total += odds[entry] as number;
  }
  const ofRight = right.reduce((sum, entry) => sum + (odds[entry] as number), 1e-12 * total);
  for (let entry = 0; entry < odds.length; entry += 1) {
    const odd = odds[entry] as number;
    const excess = odd / total - (right.includes(entry) ? odd / ofRight : 0);
    if (excess === 0) continue;
    for (let kind = 0; kind < kinds; kind += 1) {
      slopes[kind] =
        (slopes[kind] as number) + count * excess * (values[entry * kinds + kind] as number);
    }
  }
}

/** The probability of each entry. */
export function probabilities(
  evidence: Example['evidence'],
  weights: readonly number[],
): Float64Array {
  const sums = new Float64Array(evidence[0]?.length ?? 0);
  for (const [kind, scores] of evidence.entries()) {
    for (let entry = 0; entry < sums.length; entry += 1) {
      sums[entry] = (sums[entry] as number) + (weights[kind] as number) * (scores[entry] as number);
    }
  }
  const highest = Math.max(...sums);
  const odds = sums.map((sum) => Math.exp(sum - highest));
  const total = odds.reduce((sum, each) => sum + each, 0);
  return odds.map((each) => each / total);
}

function deviation(examples: readonly Example[], kind: number): number {
  let [count, sum, squares] = [0, 0, 0];
  for (const { evidence } of examples) {
    for (const value of evidence[kind] ?? []) {
      count += 1;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / count;
  return Math.sqrt(Math.max(0, squares / count - mean * mean));
}
