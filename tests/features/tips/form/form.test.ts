import { describe, expect, test } from 'vitest';
import { loadHolidays } from '../../../../src/calendar/holidays.ts';
import { holidayOption, planForm } from '../../../../src/features/tips/form/form.ts';
import { readPlanForm } from '../../../../src/features/tips/form/read-form.ts';
import { newPlan, planSchema } from '../../../../src/features/tips/plan.ts';
import { routes } from '../../../../src/features/tips/routes.ts';
import type { ViewValues } from '../../../../src/slack/router/feature.ts';
import { grammars } from '../../../i18n/grammars.ts';
import { ownContent } from '../../../stories/extra-mile.ts';

const plan = {
  ...newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'Europe/Lisbon' }),
  skipped: '2026-11-25',
};
const filled: ViewValues = {
  state: 'on',
  time: '08:15',
  days: ['1', '3'],
  zone: 'Europe/Madrid',
  holidays: 'ES',
  'days-off': '2026-12-31, 2026-12-24',
  skills: ['patience'],
  mode: 'least',
};
/** A Tuesday. */
const now = Date.UTC(2026, 11, 1, 12);
const read = (change: ViewValues = {}) =>
  readPlanForm(ownContent, { ...filled, ...change }, { before: plan, now });

describe('a submitted form', () => {
  test('changes its fields and keeps the rest of the plan', () => {
    const found = read();
    expect(found).toEqual({
      plan: {
        ...plan,
        rule: {
          time: '08:15',
          days: [1, 3],
          zone: 'Europe/Madrid',
          holidays: { country: 'ES' },
          daysOff: ['2026-12-24', '2026-12-31'],
        },
        skills: ['patience'],
        mode: 'least',
      },
    });
    expect('plan' in found && planSchema.safeParse(found.plan).success).toBe(true);
  });

  test('may be off, without holidays, days off and skills', () => {
    const found = read({ state: 'off', holidays: '', 'days-off': '', skills: [], mode: '' });
    expect(found).toMatchObject({ plan: { isOn: false, skills: [], mode: 'even' } });
    expect(found).toHaveProperty('plan.rule.daysOff', []);
    expect(found).not.toHaveProperty('plan.rule.holidays');
  });

  test.each([
    ['friday', ['2026-12-04']],
    ['24.12.', ['2026-12-24']],
    ['24–26 December', ['2026-12-24', '2026-12-25', '2026-12-26']],
    ['２０２６-１２-２４ 2026-12-31\u200b', ['2026-12-24', '2026-12-31']],
    ['on Friday and 31 Dec', ['2026-12-04', '2026-12-31']],
  ])('takes the dates %s as a command does', (dates, daysOff) => {
    expect(read({ 'days-off': dates })).toHaveProperty('plan.rule.daysOff', daysOff);
  });

  test.each(['easter', '2026-02-30', '2026-12-24 or so', '2026-12-24, 31'])(
    'rejects the dates %s and names the wrong one',
    (dates) => {
      expect(read({ 'days-off': dates })).toMatchObject({
        errors: { 'days-off': expect.stringContaining('is no date I know') },
      });
    },
  );

  test('asks which day 5/6 is, also where a language is offered that reads it', () => {
    const content = { ...ownContent, grammars };
    const form = { ...filled, 'days-off': '5/6' };
    expect(readPlanForm(content, form, { before: plan, now })).toMatchObject({
      errors: {
        'days-off': expect.stringContaining('Thursday, May 6, 2027 or Saturday, June 5, 2027'),
      },
    });
  });

  test('rejects more days off than a plan keeps', () => {
    const many = Array.from({ length: 241 }, (_, day) =>
      Temporal.PlainDate.from('2026-12-01').add({ days: day }).toString(),
    );
    expect(read({ 'days-off': many.slice(1).join(' ') })).toHaveProperty('plan');
    expect(read({ 'days-off': many.join(' ') })).toMatchObject({
      errors: { 'days-off': expect.stringContaining('more days off than a plan keeps') },
    });
  });

  test('accepts every country and region with holidays', async () => {
    const { countries, regions } = await loadHolidays();
    const places = countries().flatMap(({ code: country }) => [
      { country },
      ...regions(country).map(({ code: region }) => ({ country, region })),
    ]);
    const offered = await routes.holidays
      .options(() => places.map((place) => holidayOption('en', place)))
      .handler({ workspace: 'T1', user: 'U1', text: '' });
    const lost = places.filter((place, index) => {
      const found = read({ holidays: offered[index]?.value ?? '' });
      return JSON.stringify('plan' in found && found.plan.rule.holidays) !== JSON.stringify(place);
    });
    expect(lost).toEqual([]);
  });
});

test('leaves out skipped and posted dates', () => {
  const shown = (lastPosted?: string) => {
    const now = Date.UTC(2026, 10, 24, 12);
    return JSON.stringify(
      planForm(ownContent, { plan, now, isHoliday: undefined, lastPosted }).blocks,
    );
  };
  expect(shown()).not.toContain('November 25');
  expect(shown()).toContain('November 26');
  expect(shown('2026-11-26')).not.toContain('November 26');
});

test('has room for all days off that a plan keeps', () => {
  const daysOff = Array.from({ length: 240 }, (_, day) =>
    Temporal.PlainDate.from('2026-12-01').add({ days: day }).toString(),
  );
  const full = { ...plan, rule: { ...plan.rule, daysOff } };
  const now = Date.UTC(2026, 10, 24, 12);
  const view = planForm(ownContent, {
    plan: full,
    now,
    isHoliday: undefined,
    lastPosted: undefined,
  });
  const [initial = ''] = view.blocks.flatMap((block) =>
    'element' in block && 'initial_value' in block.element && block.block_id === 'days-off'
      ? [block.element.initial_value]
      : [],
  );
  expect(read({ 'days-off': String(initial) })).toHaveProperty('plan.rule.daysOff', daysOff);
});
