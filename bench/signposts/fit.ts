import { bucketBits, type Features } from '../../src/signposts/features.ts';

export type LabelledFeatures = {
  readonly features: Features;
  readonly label: number;
  /** How much the example counts. */
  readonly count: number;
};

export type LinearModel = {
  /** One for each label, for each feature. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
};

const epochs = 6;
const rate = 0.3;
const penalty = 1e-4;

/**
 * Fits a multinomial logistic regression with AdaGrad. The examples come in a fixed order, so that a
 * second run gives the same.
 */
export function fitLinearModel(examples: readonly LabelledFeatures[], labels: number): LinearModel {
  const rows = examples.map(({ features, label, count }) => {
    return {
      positions: Int32Array.from(features.keys(), (feature) => feature * labels),
      values: Float64Array.from(features.values()),
      label,
      count,
    };
  });
  const weights = new Float64Array(labels << bucketBits);
  const squares = new Float64Array(labels << bucketBits).fill(0.01);
  const bias = new Float64Array(labels);
  const squaresOfBias = new Float64Array(labels).fill(0.01);
  const slope = new Float64Array(labels);
  const order = [...rows.keys()];
  const random = generator();
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const { positions, values, label, count } = rows[at] as (typeof rows)[number];
      slope.set(bias);
      for (let feature = 0; feature < positions.length; feature += 1) {
        const position = positions[feature] as number;
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
      for (let feature = 0; feature < positions.length; feature += 1) {
        const value = values[feature] as number;
        for (let each = 0; each < labels; each += 1) {
          const position = (positions[feature] as number) + each;
          const step = (slope[each] as number) * value + penalty * (weights[position] as number);
          squares[position] = (squares[position] as number) + step * step;
          weights[position] =
            (weights[position] as number) - (rate * step) / Math.sqrt(squares[position] as number);
        }
      }
    }
  }
  return { weights, bias };
}

/** Numbers from 0 to 1 that are the same in every run. */
function generator(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}
