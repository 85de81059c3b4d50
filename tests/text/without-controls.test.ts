import { expect, test } from 'vitest';
import { withoutControls } from '../../src/text/without-controls.ts';

test.each([
  ['a\u0000b\u001bc\u007fd\u009be', 'abcde'],
  ['in\u202evoice\u202c \u2067fdp\u2069', 'invoice fdp'],
  ['one\u2028two', 'one\ntwo'],
  ['one\ttwo\nthree\r\n', 'one\ttwo\nthree\r\n'],
  ['שלום\u200f! مرحبا\u061c 👩‍👧', 'שלום\u200f! مرحبا\u061c 👩‍👧'],
])('%j becomes %j', (typed, plain) => {
  expect(withoutControls(typed)).toBe(plain);
});
