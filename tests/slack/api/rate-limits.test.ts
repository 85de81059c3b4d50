import { expect, test } from 'vitest';
import { SlackFailure } from '../../../src/ports/slack.ts';
import { rateLimits } from '../../../src/slack/api/rate-limits.ts';

test('a 429 counts for a call that asked the other replicas before it came', async () => {
  const answer = Promise.withResolvers<number>();
  const questions = [Promise.resolve(0), answer.promise];
  const limited = rateLimits(
    { now: () => 0 },
    { left: async () => questions.shift() ?? 0, note: async () => {} },
  );
  const post = (call: () => Promise<void>) => limited('chat.postMessage', call).catch(String);
  const first = post(async () => {
    throw new SlackFailure('chat.postMessage', 'limited', 'ratelimited', { retryAfter: 9 });
  });
  let made = 0;
  const second = post(async () => {
    made += 1;
  });
  await first;
  answer.resolve(0);
  await second;
  expect(made).toBe(0);
});
