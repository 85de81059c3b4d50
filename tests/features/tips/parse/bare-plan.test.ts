import { expect, test } from 'vitest';
import { stoppedClock } from '../../../../playground/server/clock.ts';
import { barePlan } from '../../../../src/features/tips/parse/bare-plan.ts';
import { readingsIn } from '../../../../src/i18n/understand.ts';
import { spanishContent } from '../../../i18n/spanish-content.ts';
import { ownContent } from '../../../stories/extra-mile.ts';

/** A Wednesday. */
const clock = stoppedClock(Date.UTC(2026, 11, 2));

const commandFor = (content: typeof ownContent, line: string) =>
  barePlan({ content: () => content, clock })(
    (['tips', 'dates'] as const).flatMap((scope) => readingsIn(content.grammars, scope, line)),
  );

test.each([
  ['9:00', 'tips on 9:00'],
  ['9am', 'tips on 9am'],
  ['at 9', 'tips on at 9'],
  ['monday', 'tips on monday'],
  ['on monday', 'tips on monday'],
  ['tips on sunday', 'tips on sunday'],
  ['on 24 dec', 'tips off 24 dec'],
  ['mon fri', 'tips on mon fri'],
  ['sun 9:00', 'tips on sun 9:00'],
  ['mon', 'tips on mon'],
  ['mon-fri', 'tips on mon-fri'],
  ['mo-fr', 'tips on mo-fr'],
  ['tue,thu', 'tips on tue,thu'],
  ['sat-sun', 'tips on sat-sun'],
  ['no sat', 'tips off sat'],
  ['9 am', 'tips on 9 am'],
  ['tomorrow', 'tips off tomorrow'],
  ['24 dec', 'tips off 24 dec'],
  ['2026-12-24', 'tips off 2026-12-24'],
  ['not tomorrow', 'tips off tomorrow'],
])('%s is offered as %s', (line, command) => {
  expect(commandFor(ownContent, line)).toBe(command);
});

test.each([
  '24/7',
  '12.5',
  '12.50',
  '1/2',
  'on 24/7',
  'on sun',
  'sun',
  'sat',
  'we',
  'we sat',
  '2026',
  'not on mondays',
])('%s is only searched for', (line) => {
  expect(commandFor(ownContent, line)).toBeUndefined();
});

test('in Spanish as well', () => {
  expect(commandFor(spanishContent, 'martes')).toContain('martes');
  expect(commandFor(spanishContent, '24 de diciembre')).toContain('diciembre');
  expect(commandFor(spanishContent, 'lun-vie')).toBe('consejos activar lunes-viernes');
  for (const line of ['mar', 'sol', '24/7', '1/2'])
    expect(commandFor(spanishContent, line), line).toBeUndefined();
});
