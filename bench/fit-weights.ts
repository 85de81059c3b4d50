/** What speaks for each entry for one question, and the entries that are right. */
export type Example = {
  /** By the kind of evidence, then by the entry. */
  readonly evidence: readonly (readonly number[] | Float64Array)[];
  readonly right: readonly number[];
  /** How much the example counts. */
  readonly count: number;
  /** What else adds to the score of each entry. */
  readonly offset?: Float64Array;
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
  const weights = scale.map(() => 0.3);
  const mean = scale.map(() => 0);
  const variance = scale.map(() => 0);
  const total = examples.reduce((sum, { count }) => sum + count, 0);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = scale.map(() => 0);
    for (const { evidence, right, count, offset } of examples) {
      const all = probabilities(
        evidence,
        weights.map((weight, kind) => weight / (scale[kind] as number)),
        offset,
      );
      const likelihood = right.reduce((sum, entry) => sum + (all[entry] as number), 1e-12);
      const target = new Float64Array(all.length);
      for (const entry of right) target[entry] = (all[entry] as number) / likelihood;
      for (const [kind, scores] of evidence.entries()) {
        let sum = 0;
        for (let entry = 0; entry < all.length; entry += 1) {
          sum += ((all[entry] as number) - (target[entry] as number)) * (scores[entry] as number);
        }
        gradient[kind] =
          (gradient[kind] as number) + (count * sum) / (scale[kind] as number) / total;
      }
    }
    for (const [kind, slope] of gradient.entries()) {
      const first = momentum * (mean[kind] as number) + (1 - momentum) * slope;
      const second = decay * (variance[kind] as number) + (1 - decay) * slope * slope;
      mean[kind] = first;
      variance[kind] = second;
      const move =
        first / (1 - momentum ** step) / (Math.sqrt(second / (1 - decay ** step)) + 1e-8);
      weights[kind] = Math.max(0, (weights[kind] as number) - rate * move);
    }
  }
  return weights.map((weight, kind) => weight / (scale[kind] as number));
}

/** The probability of each entry. */
export function probabilities(
  evidence: Example['evidence'],
  weights: readonly number[],
  offset: Float64Array = new Float64Array(evidence[0]?.length ?? 0),
): Float64Array {
  const sums = offset.slice();
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
  const values = examples.flatMap(({ evidence }) => [...(evidence[kind] ?? [])]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return (
    Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  );
}
