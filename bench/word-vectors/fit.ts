import { seeded } from '../../tests/random.ts';
import { shuffle } from '../shuffle.ts';

/** A text as the numbers of its terms. */
type Terms = readonly number[];

/** Questions, and the entry that each is for, by its number. */
type Questions = {
  readonly of: readonly (readonly [Terms, entry: number])[];
  readonly rate: number;
};

export type Task = {
  /** One vector for each term to begin with, one after the other. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** Texts with the direction that the sum of their vectors should have. */
  readonly texts: readonly Terms[];
  readonly directions: readonly Float32Array[];
  /** The lines of each entry. */
  readonly entries: readonly (readonly Terms[])[];
  readonly questions: readonly Questions[];
};

const epochs = 6;
const textsInStep = 512;
const questionsInStep = 128;
const rate = 0.003;
const [momentum, decay] = [0.9, 0.999];
/** How much questions count beside texts. */
const questionsRate = 0.3;
/** How sharply the likeliest entry of a question is told from the others. */
const sharpness = 12;
/** The lengths of lines are taken anew after so many steps. */
const stepsBetweenLengths = 25;

/**
 * Moves vectors so that a text points where the teacher says, and a question to its entry rather
 * than to all others. Adam; the order is random and the same each time.
 */
export function fitVectors({
  vectors,
  dimensions,
  texts,
  directions,
  entries,
  questions,
}: Task): void {
  const random = seeded(1);
  const slopes = new Float32Array(vectors.length);
  const means = new Float32Array(vectors.length);
  const squares = new Float32Array(vectors.length);
  const order = [...texts.keys()];
  const steps = epochs * Math.ceil(texts.length / textsInStep);
  let weighed = entries.map((lines) => weigh(lines));
  let step = 0;

  function sumOf(terms: Terms, sum: Float32Array): number {
    sum.fill(0);
    for (const term of terms) {
      const start = term * dimensions;
      for (let at = 0; at < dimensions; at += 1) {
        sum[at] = (sum[at] as number) + (vectors[start + at] as number);
      }
    }
    return normalize(sum);
  }

  /** Of each term of an entry how much it counts in the mean of the lines' directions. */
  function weigh(lines: readonly Terms[]): Map<number, number> {
    const sum = new Float32Array(dimensions);
    const weights = new Map<number, number>();
    for (const line of lines) {
      const length = sumOf(line, sum);
      for (const term of line) weights.set(term, (weights.get(term) ?? 0) + 1 / length);
    }
    return weights;
  }

  /** Adds the slope of each term of a sum, of which the direction and length are known. */
  function addSlopes(
    terms: Iterable<readonly [term: number, weight: number]>,
    slope: Float32Array,
    direction: Float32Array,
    length: number,
  ): void {
    const along = dot(slope, direction);
    for (let at = 0; at < dimensions; at += 1) {
      slope[at] = ((slope[at] as number) - along * (direction[at] as number)) / length;
    }
    for (const [term, weight] of terms) {
      const start = term * dimensions;
      for (let at = 0; at < dimensions; at += 1) {
        slopes[start + at] = (slopes[start + at] as number) + weight * (slope[at] as number);
      }
    }
  }

  const once = (terms: Terms) => terms.map((term) => [term, 1] as const);

  function learnTexts(some: readonly number[]): void {
    const direction = new Float32Array(dimensions);
    for (const text of some) {
      const terms = texts[text] as Terms;
      const length = sumOf(terms, direction);
      const slope = (directions[text] as Float32Array).map((value) => -value / some.length);
      addSlopes(once(terms), slope, direction, length);
    }
  }

  function learnQuestions(): void {
    const centres = weighed.map((weights) => {
      const direction = new Float32Array(dimensions);
      for (const [term, weight] of weights) {
        const start = term * dimensions;
        for (let at = 0; at < dimensions; at += 1) {
          direction[at] = (direction[at] as number) + weight * (vectors[start + at] as number);
        }
      }
      return { direction, length: normalize(direction), slope: new Float32Array(dimensions) };
    });
    const direction = new Float32Array(dimensions);
    for (const { of, rate: rateOfThese } of questions) {
      for (let count = 0; count < questionsInStep; count += 1) {
        const [terms, right] = of[Math.floor(random() * of.length)] as (typeof of)[number];
        const length = sumOf(terms, direction);
        const scores = centres.map((centre) => sharpness * dot(direction, centre.direction));
        const highest = Math.max(...scores);
        const odds = scores.map((score) => Math.exp(score - highest));
        const total = odds.reduce((sum, each) => sum + each, 0);
        const slope = new Float32Array(dimensions);
        for (const [entry, centre] of centres.entries()) {
          const excess = (odds[entry] as number) / total - (entry === right ? 1 : 0);
          const factor = (excess * sharpness * questionsRate * rateOfThese) / questionsInStep;
          if (Math.abs(factor) < 1e-7) continue;
          for (let at = 0; at < dimensions; at += 1) {
            slope[at] = (slope[at] as number) + factor * (centre.direction[at] as number);
            centre.slope[at] = (centre.slope[at] as number) + factor * (direction[at] as number);
          }
        }
        addSlopes(once(terms), slope, direction, length);
      }
    }
    for (const [entry, { direction: own, length, slope }] of centres.entries()) {
      addSlopes(weighed[entry] as Map<number, number>, slope, own, length);
    }
  }

  function move(): void {
    step += 1;
    const rateNow = rate * (1 - step / (steps + 1));
    const [first, second] = [1 - momentum ** step, 1 - decay ** step];
    for (let at = 0; at < vectors.length; at += 1) {
      const slope = slopes[at] as number;
      const mean = momentum * (means[at] as number) + (1 - momentum) * slope;
      const square = decay * (squares[at] as number) + (1 - decay) * slope * slope;
      means[at] = mean;
      squares[at] = square;
      vectors[at] =
        (vectors[at] as number) - (rateNow * mean) / first / (Math.sqrt(square / second) + 1e-8);
    }
    slopes.fill(0);
  }

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (let start = 0; start < order.length; start += textsInStep) {
      if (step % stepsBetweenLengths === 0) weighed = entries.map((lines) => weigh(lines));
      learnTexts(order.slice(start, start + textsInStep));
      learnQuestions();
      move();
    }
  }
}

/** Gives a vector the length 1, and returns the length that it had. */
export function normalize(vector: Float32Array): number {
  const length = Math.sqrt(dot(vector, vector)) + 1e-6;
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) / length;
  return length;
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
