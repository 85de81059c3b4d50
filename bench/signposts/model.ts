import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { readContentFiles, signpostFiles } from '../../src/content/files.ts';
import { readSignposts } from '../../src/content/read-signposts.ts';
import { type ClassifierData, classifier, type Verdict } from '../../src/signposts/classifier.ts';
import { featureLister } from '../../src/signposts/features.ts';
import { likeliest, questionReader } from '../../src/signposts/question-reader.ts';
import { signpostIndex } from '../../src/signposts/signpost-index.ts';
import { doubtThreshold } from '../../src/signposts/signposts.ts';
import { examples, none, outsiders, type SignpostExample } from './examples.ts';
import { fitLinearModel, type PackedFeatures, pack, withCommonFeatures } from './fit.ts';

/** The least difference between two weights: a coarser one leaves more at zero, which take no room. */
const minStep = 0.3;
/** How much likelier a call has to be than not, as a logarithm; see the table of figures. */
const threshold = 0.75;

const files = readContentFiles(['prompts'], 'en');
const data = readSignposts(files);
const texts = [...files].flatMap(([path, text]) => (signpostFiles.includes(path) ? [] : [text]));
const index = signpostIndex(data, texts);
const { wordsOf, verdictsOn } = questionReader(data, index);
const listFeatures = featureLister(new Map(index.classes), data.classifier?.endings);
const packed = new Map<string, PackedFeatures>(
  examples.map(({ text }) => [text, pack((add) => listFeatures(wordsOf(text), add))]),
);
const signposts = data.rules.map(({ signpost }) => signpost);
const labels = signposts
  .map(({ id }) => id)
  .filter((id) => examples.some(({ label }) => label === id));

const safety = new Set(signposts.filter(({ kind }) => kind === 'safety').map(({ id }) => id));

/** What `signpost-weights.yml` holds. */
export function train(chosen: readonly SignpostExample[] = examples): ClassifierData {
  const rows = withCommonFeatures(
    chosen.map((example) => ({
      features: packed.get(example.text) ?? pack(() => {}),
      label: labels.indexOf(example.label) + 1,
      count: 1,
    })),
  );
  const { weights, bias } = fitLinearModel(rows, labels.length + 1);
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const step = Math.max(minStep, largest / 127);
  return {
    endings: 'english',
    labels,
    threshold,
    bias: [...bias].map((one) => Number(one.toFixed(3))),
    step: Number(step.toPrecision(4)),
    weights: encodeWeights(new Int8Array(weights.map((weight) => Math.round(weight / step)))),
  };
}

/** Whether the file of weights is the one that training gives now. */
export const isCommitted = (): boolean => {
  const text = readFileSync('prompts/en/signpost-weights.yml', 'utf8');
  return text.replaceAll(/\s/g, '').endsWith(train().weights);
};

export type Outcome = { readonly example: SignpostExample; readonly verdict: Verdict };

/** Into how many parts writers and questions are divided, each of which is left out once. */
const folds = 4;

/** Answers what outside writers ask, and a part of the ordinary questions, without them. */
export function crossValidate(): ReadonlyMap<string, readonly Outcome[]> {
  const search = examples.filter(({ writer }) => writer === 'search');
  const outcomes = Array.from({ length: folds }, (_, fold) => {
    const isOfFold = (_: unknown, at: number) => at % folds === fold;
    const writers = new Set(outsiders.filter(isOfFold));
    const questions = new Set(search.filter(isOfFold));
    const isLeft = (each: SignpostExample) => writers.has(each.writer) || questions.has(each);
    const classify = classifier(train(examples.filter((each) => !isLeft(each))));
    const verdictOn = (text: string) => likeliest(verdictsOn(text, wordsOf(text), classify));
    return examples
      .filter(isLeft)
      .map((example) => ({ example, verdict: verdictOn(example.text) }));
  }).flat();
  return new Map(
    [...outsiders, 'search'].map((writer) => [
      writer,
      outcomes.filter(({ example }) => example.writer === writer),
    ]),
  );
}

const share = (outcomes: readonly Outcome[], isFound: (outcome: Outcome) => boolean): string => {
  if (outcomes.length === 0) return 'none';
  const found = outcomes.filter(isFound).length;
  return `${((100 * found) / outcomes.length).toFixed(1)} %`;
};

/** Whether the answer would ask if somebody is in danger. */
export const isAskedAbout = ({ verdict: { odds, labels: likely } }: Outcome): boolean =>
  odds > doubtThreshold && odds <= threshold && likely.some((label) => safety.has(label));

/** One line for each writer and threshold. */
export function figures(validated: ReadonlyMap<string, readonly Outcome[]>): string[] {
  const all = [...validated.values()].flat();
  const lines = (of: readonly Outcome[]) => {
    const calls = of.filter(({ example }) => example.label !== none);
    const others = of.filter(({ example }) => example.label === none);
    const line = (name: string, isFound: (outcome: Outcome) => boolean) =>
      `  ${name}: ${share(calls, isFound)} of calls, ${share(others, isFound)} of others`;
    return [
      line('asked whether somebody is in danger', isAskedAbout),
      ...[-0.5, 0, 0.5, 0.75, 1, 1.5].map((from) =>
        line(`odds above ${from}`, ({ verdict }) => verdict.odds > from),
      ),
    ];
  };
  return [
    ...[...validated].flatMap(([writer, of]) => {
      const calls = of.filter(({ example }) => example.label !== none);
      const right = calls.filter(({ example, verdict }) => verdict.labels.includes(example.label));
      return [
        `${writer}: the right signpost for ${right.length} of ${calls.length} calls`,
        ...lines(of),
      ];
    }),
    'all writers',
    ...lines(all.filter(({ example }) => example.writer !== 'search')),
  ];
}

/** The form in which `classifier` reads weights. */
const encodeWeights = (weights: Int8Array): string =>
  new Uint8Array(brotliCompressSync(weights, { params: compression })).toBase64();

const compression = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
};
