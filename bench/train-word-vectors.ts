/**
 * Learns what words mean for `prompts/en/word-vectors.bin`: `npm run train:words`. A sentence encoder
 * teaches the directions of texts, and guidelines of invented companies with what people asked
 * teach which texts belong together. Takes some minutes, nearly all of it for the encoder.
 */
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { analyzer } from '../src/search/analyzer.ts';
import { sentencesOf } from '../src/search/entry-texts.ts';
import { realQuestions } from '../tests/search/question-sets.ts';
import { ownData, ownEntries } from './search-cases.ts';
import { type Guideline, readGuidelines } from './word-vectors/examples.ts';
import { fitVectors, normalize } from './word-vectors/fit.ts';
import { along, principalAxes } from './word-vectors/principal.ts';
import { teach } from './word-vectors/teacher.ts';

const dimensions = 128;
/** Frequent words say less: one with this share of all words counts half as much as a rare one. */
const rareShare = 0.003;
/** How much what people ask our own guidelines with counts beside the questions of companies. */
const ownRate = 0.3;

const analysis = analyzer(ownData.language);
const words = new Map<string, string>();
const numbers = new Map<string, number>();
const counts: number[] = [];

function termsOf(text: string): number[] {
  return analysis.tokenize(text).flatMap((word) =>
    analysis.termsOf(word).map((term) => {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counts[number] = (counts[number] ?? 0) + 1;
      if (!words.has(term)) words.set(term, word);
      return number;
    }),
  );
}

const kept = new Set(realQuestions.map(({ ask }) => ask));
const companies = readGuidelines();
const own = ownEntries.map((entry) => ({
  lines: [entry.title, ...entry.aliases, ...sentencesOf(entry)],
  questions: [
    ...(ownData.questions.get(entry.id) ?? []),
    ...(ownData.phrases.get(entry.id) ?? []),
  ].filter((text) => !kept.has(text)),
}));
const all = [...companies, ...own];
const texts = [
  ...new Set([
    ...all.flatMap(({ lines, questions }) => [...lines, ...questions]),
    ...ownData.language.topics,
  ]),
].filter((text) => termsOf(text).length > 0);
const surfaces = [...numbers.keys()].map((term) => words.get(term) ?? term);
process.stdout.write(`${texts.length} texts, ${surfaces.length} words\n`);

const taught = await teach([...texts, ...surfaces]);
const axes = principalAxes(taught, dimensions);
const directions = taught.map((vector) => {
  const direction = along(axes, vector);
  normalize(direction);
  return direction;
});
const total = counts.reduce((sum, count) => sum + count, 0);
const vectors = new Float32Array(numbers.size * dimensions);
for (const [number, vector] of taught.slice(texts.length).entries()) {
  const weight = rareShare / (rareShare + (counts[number] as number) / total);
  vectors.set(
    along(axes, vector).map((value) => weight * value),
    number * dimensions,
  );
}
const questionsOf = (some: readonly Guideline[], first: number) =>
  some.flatMap(({ questions }, at) =>
    questions
      .map((text) => [termsOf(text), first + at] as const)
      .filter(([terms]) => terms.length > 0),
  );
fitVectors({
  vectors,
  dimensions,
  texts: [...texts.map(termsOf), ...numbers.values().map((number) => [number])],
  directions,
  entries: all.map(({ lines }) => lines.map(termsOf).filter((terms) => terms.length > 0)),
  questions: [
    { of: questionsOf(companies, 0), rate: 1 },
    { of: questionsOf(own, companies.length), rate: ownRate },
  ],
});

const highest = vectors.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const bytes = Buffer.concat([
  Buffer.from(`${[...numbers.keys()].join('\n')}\n\n`),
  Uint8Array.from(vectors, (value) => Math.round((value / highest) * 127)),
]);
const packed = brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
writeFileSync('prompts/en/word-vectors.bin', packed);
process.stdout.write(`${packed.length} bytes\n`);
