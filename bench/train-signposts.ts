import { writeFileSync } from 'node:fs';
import { crossValidate, figures, train } from './signposts/model.ts';

/** Prints how well writers are understood whom the classifier doesn't know, or writes the weights. */
if (process.argv.includes('--write')) {
  const { weights, ...rest } = train();
  const text = [
    '# How calls for help are told from other questions, learned from the examples in tests/signposts.',
    '# Written by `npm run train:signposts -- --write`; see ../README.md.',
    'classifier:',
    ...Object.entries(rest).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    '  weights: |',
    ...(weights.match(/.{1,96}/g) ?? []).map((line) => `    ${line}`),
  ];
  writeFileSync('prompts/en/signpost-weights.yml', `${text.join('\n')}\n`);
} else process.stdout.write(`${figures(crossValidate()).join('\n')}\n`);
