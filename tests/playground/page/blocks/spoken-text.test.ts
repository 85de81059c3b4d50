import { expect, test } from 'vitest';
import { spokenText } from '../../../../playground/page/blocks/spoken-text.ts';
import { aView } from '../fixtures.ts';

test.each([
  ['Thanks to <@U2> in <#C1>', 'Thanks to Ben Okafor in #general'],
  ['in <#C7>', 'in #private-channel'],
  ['*bold* _and_ <https://example.com|a link>', 'bold and a link'],
  ['<!subteam^S1> at &lt;3 o’clock', '@desk at <3 o’clock'],
  ['> she said\nand went', 'she said\nand went'],
])('%s is announced as %s', (mrkdwn, said) => {
  expect(spokenText(aView(), mrkdwn)).toBe(said);
});
