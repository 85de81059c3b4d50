import { brotliDecompressSync } from 'node:zlib';
import { bucketBits, type Features } from './features.ts';
import type { ClassifierData } from './signpost-schema.ts';

export type { ClassifierData } from './signpost-schema.ts';

export type Verdict = {
  /** How much likelier a call is than not, as a logarithm. */
  readonly odds: number;
  /** The likeliest signposts, the first one foremost. */
  readonly labels: readonly string[];
};

/** A second signpost is about as likely as the first one. */
const nearlyAsLikely = 0.5;

/** A linear model: the weights of the features of a question add up. */
export function classifier(data: ClassifierData): (features: Features) => Verdict {
  const count = data.labels.length + 1;
  const size = count << bucketBits;
  const bytes = brotliDecompressSync(Uint8Array.fromBase64(data.weights), {
    maxOutputLength: size,
  });
  const weights = new Int8Array(size);
  weights.set(bytes);
  return (features) => {
    const sums = new Float64Array(count);
    for (const [bucket, value] of features) {
      const position = bucket * count;
      for (let at = 0; at < count; at += 1) {
        sums[at] = (sums[at] as number) + value * (weights[position + at] as number);
      }
    }
    return verdict(
      sums.map((sum, at) => sum * data.step + (data.bias[at] ?? 0)),
      data.labels,
    );
  };
}

/** `sums` are those of what is no call, then of each label. */
function verdict(sums: Float64Array, labels: readonly string[]): Verdict {
  const highest = Math.max(...sums);
  const [none = 0, ...calls] = sums.map((sum) => Math.exp(sum - highest));
  const best = Math.max(...calls);
  const odds = Math.log(calls.reduce((sum, each) => sum + each, 0)) - Math.log(none);
  return {
    odds,
    labels: labels
      .map((label, at) => ({ label, likelihood: calls[at] ?? 0 }))
      .filter(({ likelihood }) => likelihood >= best * nearlyAsLikely)
      .sort((a, b) => b.likelihood - a.likelihood)
      .map(({ label }) => label),
  };
}
