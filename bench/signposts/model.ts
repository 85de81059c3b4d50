import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { readContent } from '../../src/content/content.ts';
import { type ClassifierData, classifier, type Verdict } from '../../src/signposts/classifier.ts';
import type { Features } from '../../src/signposts/features.ts';
import { examples, none, outsiders, type SignpostExample } from './examples.ts';
import { fitLinearModel } from './fit.ts';

/** Characters of all weights. */
const maxSize = 145_000;
const countOfOrdinary = 0.4;
/** How much likelier a call has to be than not, as a logarithm; see the table of figures. */
const threshold = 1;
const folds = 3;

const { signposts } = await readContent({ roots: ['prompts'], languages: ['en'] });
const featuresOf = new Map<string, Features>(
  examples.map(({ text }) => [text, signposts.featuresOf(text)]),
);
const labels = signposts.all
  .map(({ id }) => id)
  .filter((id) => examples.some(({ label }) => label === id));

const isOrdinary = ({ writer }: SignpostExample): boolean =>
  writer === 'questions' || writer === 'search';

/** What `signpost-weights.yml` holds. */
export function train(chosen: readonly SignpostExample[] = examples): ClassifierData {
  const rows = chosen.map((example) => ({
    features: featuresOf.get(example.text) ?? new Map(),
    label: labels.indexOf(example.label) + 1,
    count: isOrdinary(example) ? countOfOrdinary : 1,
  }));
  const { weights, bias } = fitLinearModel(rows, labels.length + 1);
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  // Coarser steps leave more weights at zero, which take hardly any room.
  for (let step = largest / 127; ; step *= 1.15) {
    const encoded = encodeWeights(Int8Array.from(weights, (weight) => Math.round(weight / step)));
    if (encoded.length > maxSize) continue;
    return {
      endings: 'english',
      labels,
      threshold,
      bias: [...bias].map((one) => Number(one.toFixed(3))),
      step: Number(step.toPrecision(4)),
      weights: encoded,
    };
  }
}

/** Whether the file of weights is the one that training gives now. */
export const isCommitted = (): boolean => {
  const text = readFileSync('prompts/en/signpost-weights.yml', 'utf8');
  return text.replaceAll(/\s/g, '').endsWith(train().weights);
};

export type Outcome = { readonly example: SignpostExample; readonly verdict: Verdict };

/** Answers what each outside writer asks, and a third of the ordinary questions, without them. */
export function crossValidate(): ReadonlyMap<string, readonly Outcome[]> {
  const search = examples.filter(({ writer }) => writer === 'search');
  return new Map(
    outsiders.map((outsider, fold) => {
      const left = new Set(search.filter((_, at) => at % folds === fold));
      const isLeft = (each: SignpostExample) => each.writer === outsider || left.has(each);
      const classify = classifier(train(examples.filter((each) => !isLeft(each))));
      const outcomes = examples.filter(isLeft).map((example) => ({
        example,
        verdict: classify(featuresOf.get(example.text) ?? new Map()),
      }));
      return [outsider, outcomes];
    }),
  );
}

const share = (outcomes: readonly Outcome[], from: number): string => {
  const found = outcomes.filter(({ verdict }) => verdict.odds > from).length;
  return `${((100 * found) / outcomes.length).toFixed(1)} %`;
};

/** One line for each writer and threshold. */
export function figures(validated: ReadonlyMap<string, readonly Outcome[]>): string[] {
  return [...validated].flatMap(([writer, outcomes]) => {
    const calls = outcomes.filter(({ example }) => example.label !== none);
    const lookalikes = outcomes.filter(
      ({ example }) => example.label === none && example.writer === writer,
    );
    const search = outcomes.filter(({ example }) => example.writer === 'search');
    const right = calls.filter(({ example, verdict }) => verdict.labels.includes(example.label));
    return [
      `writer ${writer}: the right signpost for ${right.length} of ${calls.length} calls`,
      ...[-0.5, 0, 0.5, 0.75, 1, 1.5].map(
        (from) =>
          `  odds above ${from}: ${share(calls, from)} of calls, ` +
          `${share(lookalikes, from)} of lookalikes, ${share(search, from)} of ordinary questions`,
      ),
    ];
  });
}

/** The form in which `classifier` reads weights. */
const encodeWeights = (weights: Int8Array): string =>
  new Uint8Array(deflateRawSync(weights, { level: 9 })).toBase64();
