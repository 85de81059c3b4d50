import { type AddFeature, bucketBits, scaleOf } from '../../src/signposts/features.ts';
import { shuffle } from '../shuffle.ts';

/** Features in little memory. */
export type PackedFeatures = {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
  /** The positions of the one or two words of each. */
  readonly words: Uint8Array;
};

export type LabelledFeatures = {
  readonly features: PackedFeatures;
  readonly label: number;
  /** How much the example counts. */
  readonly count: number;
};

export type LinearModel = {
  /** One for each label, for each feature. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
};

const epochs = 8;
/** The epochs at the end whose mean counts, so that it matters less in which order they learn. */
const averaged = 4;
const rate = 0.3;
const penalty = 1e-3;
/** Of the words, which are left out at random: what remains has to tell a call, too. */
const shareLeftOut = 0.35;

/**
 * Fits a multinomial logistic regression with AdaGrad. The examples come in a fixed order, so that a
 * second run gives the same.
 */
export function fitLinearModel(rows: readonly LabelledFeatures[], labels: number): LinearModel {
  const weights = new Float32Array(labels << bucketBits);
  const squares = new Float32Array(labels << bucketBits).fill(0.01);
  const bias = new Float64Array(labels);
  const squaresOfBias = new Float64Array(labels).fill(0.01);
  const sums = new Float32Array(labels << bucketBits);
  const sumsOfBias = new Float64Array(labels);
  const slope = new Float64Array(labels);
  const order = [...rows.keys()];
  const random = generator();
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at] as (typeof rows)[number];
      const { label, count } = row;
      const { buckets, values } = withoutSomeWords(row.features, random);
      slope.set(bias);
      for (let feature = 0; feature < buckets.length; feature += 1) {
        const position = (buckets[feature] as number) * labels;
        const value = values[feature] as number;
        for (let each = 0; each < labels; each += 1) {
          slope[each] = (slope[each] as number) + (weights[position + each] as number) * value;
        }
      }
      const highest = Math.max(...slope);
      let total = 0;
      for (let each = 0; each < labels; each += 1) {
        slope[each] = Math.exp((slope[each] as number) - highest);
        total += slope[each] as number;
      }
      for (let each = 0; each < labels; each += 1) {
        const error = count * ((slope[each] as number) / total - (each === label ? 1 : 0));
        slope[each] = error;
        squaresOfBias[each] = (squaresOfBias[each] as number) + error * error;
        bias[each] =
          (bias[each] as number) - (rate * error) / Math.sqrt(squaresOfBias[each] as number);
      }
      for (let feature = 0; feature < buckets.length; feature += 1) {
        const value = values[feature] as number;
        for (let each = 0; each < labels; each += 1) {
          const position = (buckets[feature] as number) * labels + each;
          const step = (slope[each] as number) * value + penalty * (weights[position] as number);
          squares[position] = (squares[position] as number) + step * step;
          weights[position] =
            (weights[position] as number) - (rate * step) / Math.sqrt(squares[position] as number);
        }
      }
    }
    if (epoch < epochs - averaged) continue;
    for (let at = 0; at < sums.length; at += 1) {
      sums[at] = (sums[at] as number) + (weights[at] as number) / averaged;
    }
    for (let at = 0; at < labels; at += 1) {
      sumsOfBias[at] = (sumsOfBias[at] as number) + (bias[at] as number) / averaged;
    }
  }
  return { weights: sums, bias: sumsOfBias };
}

/** In how many examples a feature has to be; of a rarer one, other questions gain nothing. */
const minExamples = 3;

/** Without rare features. */
export function withCommonFeatures(rows: readonly LabelledFeatures[]): LabelledFeatures[] {
  const isCommon = new Uint8Array(1 << bucketBits);
  const counts = new Uint8Array(1 << bucketBits);
  for (const { features } of rows) {
    for (const bucket of features.buckets) {
      if (isCommon[bucket]) continue;
      counts[bucket] = (counts[bucket] as number) + 1;
      if (counts[bucket] === minExamples) isCommon[bucket] = 1;
    }
  }
  return rows.map(({ features: { buckets, values, words }, ...row }) => {
    const common = (at: number): boolean => isCommon[buckets[at] as number] === 1;
    return {
      ...row,
      features: {
        buckets: buckets.filter((_, at) => common(at)),
        values: values.filter((_, at) => common(at)),
        words: words.filter((_, at) => common(at >> 1)),
      },
    };
  });
}

const noWord = 255;

/** The features that `list` names. */
export function pack(list: (add: AddFeature) => void): PackedFeatures {
  const features = new Map<number, { value: number; readonly words: readonly number[] }>();
  list((bucket, value, first = noWord, second = noWord) => {
    const feature = features.get(bucket);
    if (!feature) features.set(bucket, { value, words: [first, second] });
    else if (feature.value < value) feature.value = value;
  });
  const all = [...features.values()];
  const scale = scaleOf(all.map(({ value }) => value));
  return {
    buckets: Int32Array.from(features.keys()),
    values: Float32Array.from(all, ({ value }) => value * scale),
    words: Uint8Array.from(all.flatMap(({ words }) => words)),
  };
}

/** The features of the words that are left, which make up for the others. */
function withoutSomeWords(
  { buckets, values, words }: PackedFeatures,
  random: () => number,
): Pick<PackedFeatures, 'buckets' | 'values'> {
  const isLeft = Uint8Array.from({ length: noWord }, () => (random() < shareLeftOut ? 0 : 1));
  const isThere = (word = noWord) => word === noWord || isLeft[word] === 1;
  const left = new Int32Array(buckets.length);
  const leftValues = new Float32Array(buckets.length);
  let count = 0;
  let squares = 0;
  let squaresLeft = 0;
  for (let at = 0; at < buckets.length; at += 1) {
    const value = values[at] as number;
    squares += value * value;
    if (!(isThere(words[2 * at]) && isThere(words[2 * at + 1]))) continue;
    left[count] = buckets[at] as number;
    leftValues[count] = value;
    squaresLeft += value * value;
    count += 1;
  }
  const scale = Math.sqrt(squares / (squaresLeft || 1));
  return {
    buckets: left.subarray(0, count),
    values: leftValues.subarray(0, count).map((value) => value * scale),
  };
}

/** Numbers from 0 to 1 that are the same in every run. */
function generator(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
