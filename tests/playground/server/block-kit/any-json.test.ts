import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockProblems, viewProblems } from '../../../../playground/server/block-kit/index.ts';
import { blockSurfaces, elementParents } from '../../../../playground/server/block-kit/surfaces.ts';

const problem = /^\[ERROR\] .+ \[json-pointer:\/(blocks|view)(\/.*)?\]$/s;
const names = ['type', 'text', 'elements', 'element', 'accessory', 'fields', 'rows', 'options'];
const ids = ['block_id', 'action_id', 'title', 'submit', 'blocks', '__proto__', 'a/b~c'];
const types = [
  ...Object.keys(blockSurfaces),
  ...Object.keys(elementParents),
  'plain_text',
  'modal',
];

/** JSON of Slack's own keywords, which gets further through the validation than random text. */
const { value: nearlyBlocks } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...types),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names, ...ids), tie('value'), { maxKeys: 5 }),
    fc
      .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...names), tie('value')))
      .map(([type, rest]) => ({ ...rest, type })),
  ),
}));

const surface = fc.constantFrom('message' as const, 'modal' as const, 'home' as const);

test('validation accepts any JSON', () => {
  const json = fc.oneof(fc.jsonValue(), nearlyBlocks, fc.array(nearlyBlocks));
  fc.assert(
    fc.property(json, surface, (value, on) => {
      const found = [
        ...blockProblems(value, on),
        ...viewProblems(value),
        ...viewProblems({ type: 'modal', title: { type: 'plain_text', text: 'a' }, blocks: value }),
      ];
      for (const one of found) expect(one).toMatch(problem);
    }),
    { numRuns: 1000 },
  );
});

test('validation accepts nesting beyond the call stack', () => {
  let deep: unknown = 'a';
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(blockProblems([{ type: 'plan', tasks: deep }], 'message')).toEqual([]);
});
