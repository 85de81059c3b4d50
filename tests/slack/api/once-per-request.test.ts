import { expect, test } from 'vitest';
import type { Person, Slack } from '../../../src/ports/slack.ts';
import { oncePerRequest } from '../../../src/slack/api/once-per-request.ts';

/** Counts who is asked for, and fails as often as it is told to. */
function countingSlack() {
  const asked: string[] = [];
  let failures = 0;
  let request: object | undefined;
  const person = async (id: string) => {
    asked.push(id);
    failures -= 1;
    if (failures >= 0) throw new Error('not now');
    return { id } as Person;
  };
  return {
    asked,
    slack: oncePerRequest({ person } as Slack, () => request),
    isIn: (next: object | undefined) => {
      request = next;
    },
    failOnce: () => {
      failures = 1;
    },
  };
}

test('asks for a person once in a request, also while the first question is open', async () => {
  const { slack, asked, isIn } = countingSlack();
  isIn({});
  const answers = await Promise.all([slack.person('UANA'), slack.person('UANA')]);
  expect([...answers, await slack.person('UANA')]).toEqual(Array(3).fill({ id: 'UANA' }));
  await slack.person('UBEN');
  expect(asked).toEqual(['UANA', 'UBEN']);
});

test('asks anew in another request, and each time outside of one', async () => {
  const { slack, asked, isIn } = countingSlack();
  for (const request of [{}, {}, undefined, undefined]) {
    isIn(request);
    await slack.person('UANA');
  }
  expect(asked).toHaveLength(4);
});

test('asks again after a failure', async () => {
  const { slack, asked, isIn, failOnce } = countingSlack();
  isIn({});
  failOnce();
  await expect(slack.person('UANA')).rejects.toThrow('not now');
  expect(await slack.person('UANA')).toEqual({ id: 'UANA' });
  expect(asked).toHaveLength(2);
});
