import { expect, test } from 'vitest';
import { composeReport } from '../../../../src/features/shoutouts/card/report-message.ts';
import { type Shoutout, shoutoutSchema } from '../../../../src/features/shoutouts/shoutout.ts';
import { ourContent } from '../../../our-content.ts';

const content = await ourContent();
const card = { channel: 'C1', ts: '1.2' };
const posted: Shoutout = shoutoutSchema.parse({
  ...{
    id: 'one',
    from: 'UANA',
    people: ['UBEN'],
    skill: 'patience',
    text: 'she waited with a child',
  },
  ...{ channel: 'C1', card, state: 'posted', created: 0, day: '2026-11-24' },
});
const withoutCard: Shoutout = { ...posted, card: undefined };

const deps: Parameters<typeof composeReport>[0] = {
  content: () => content,
  inLanguageOf: async (_reader, compose) => compose(),
};

/** What Slack asks before the shout-out is hidden. */
async function question(shoutout: Shoutout): Promise<string> {
  const place = { workspace: 'T1', channel: 'CREPORTS' };
  const report = { by: 'UDEV', reasons: [], inPrivate: true };
  const { blocks } = await composeReport(deps, place, shoutout, report);
  return (
    /"confirm":.*?"text":"(?<text>[^"]{50,})"/.exec(JSON.stringify(blocks))?.groups?.text ?? ''
  );
}

test.each([
  ['is in its channel', posted, /^Its card leaves the channel, and those it thanks can't/],
  ['waits', { ...withoutCard, state: 'waiting' as const }, /^Its card doesn't come into/],
  ['has no card any more', withoutCard, /^Those it thanks can't read it/],
  ['is private', { ...posted, state: 'private' as const }, /^Those it thanks can't read it/],
  ['has a giver', posted, /The giver keeps the words, and is told/],
  ['has none', { ...posted, from: undefined }, /so nobody keeps the words\. Those thanked who/],
])('before a shout-out is hidden that %s, Slack says what becomes of it', async (_, one, says) => {
  expect(await question(one)).toMatch(says);
});
