import { expect, test } from 'vitest';
import { problemMessage } from '../../../src/features/tips/message.ts';
import type { TipsProblem } from '../../../src/features/tips/parse/parse-command.ts';
import { ownContent } from '../../stories/extra-mile.ts';

/** Every kind of problem: a new one without a text does not compile. */
const kinds: Record<TipsProblem['about'], true> = {
  ...{ time: true, days: true, zone: true, 'own-zone': true, date: true, past: true, far: true },
  ...{
    many: true,
    long: true,
    skill: true,
    place: true,
    mode: true,
    bundle: true,
    'own-bundle': true,
    twice: true,
    missing: true,
    word: true,
  },
};
const abouts = Object.keys(kinds) as TipsProblem['about'][];

const said = (about: TipsProblem['about'], part: string, nearest: readonly string[] = []) =>
  problemMessage(
    ownContent,
    { kind: 'problem', about, part, nearest, typed: part },
    `/care tips ${part}`,
  );

test.each(abouts)(
  '%s: says what is wrong, that nothing was changed, and the line to copy',
  (about) => {
    const { text } = said(about, 'holly days', ['holidays', 'skills']);
    expect(text).toContain('"holly days"');
    expect(text).toContain('Did you mean holidays or skills?');
    expect(text).toContain('Nothing was changed.');
    expect(text).toContain('/care tips holly days');
  },
);

test.each([
  ['bundle', 'hourly', '/care tips bundle weekly friday'],
  ['missing', 'bundle', '/care tips bundle weekly friday'],
  ['time', 'me 25:00', '/care tips me 08:30 weekdays'],
  ['time', '25:00', '/care tips on 09:00 mon,wed,fri Lisbon'],
] as const)('%s, %s: the examples are of what was ordered', (about, part, example) => {
  expect(said(about, part).text).toContain(example);
});

test('cuts long text in the sentence, not in the line to copy', () => {
  const long = 'x'.repeat(400);
  const { text } = said('word', long);
  expect(text).toContain(`"${'x'.repeat(79)}…"`);
  expect(text).toContain(`/care tips ${long}`);
});

test('typed text mentions nobody', () => {
  const { text, blocks } = said('zone', '<!channel> <@U1> & @here');
  expect(text).not.toMatch(/<[!@]/);
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'context', 'rich_text']);
});
