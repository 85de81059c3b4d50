import { describe, expect, test } from 'vitest';
import { type Draft, validateDraft } from '../../../../src/features/shoutouts/give/validate.ts';
import { somebody } from '../people.ts';

const people = new Map(
  [
    ...['UME', ...Array.from({ length: 12 }, (_, number) => `U${number}`)].map((id) =>
      somebody(id),
    ),
    somebody('UBOT', { isBot: true }),
    somebody('UGONE', { isDeactivated: true }),
    somebody('UOUT', { isStranger: true }),
    somebody('USLACKBOT'),
  ].map((person) => [person.id, person]),
);
const facts = {
  person: (id: string) => people.get(id),
  isSkill: (id: string) => id === 'patience',
};
const valid: Draft = {
  from: 'UME',
  people: ['U1'],
  groups: [],
  skill: 'patience',
  text: 'She waited with a lost child.',
};
const check = (draft: Partial<Draft>) => validateDraft(facts, { ...valid, ...draft });
const group = (...members: string[]) => ({ id: 'S1', members });

test('a valid draft becomes thanks: people once, the text clean, the link canonical', () => {
  const { thanks, problems, leftOut } = check({
    people: ['U1', 'U2', 'U1'],
    text: ' She \u202ewaited\u202c with a lost child. ',
    customer: 'external',
    where: 'phone',
    link: ' https://shop.slack.com/archives/C1/p1 ',
  });
  expect([problems, leftOut]).toEqual([[], []]);
  expect(thanks).toEqual({
    people: ['U1', 'U2'],
    skill: 'patience',
    text: 'She waited with a lost child.',
    customer: 'external',
    where: 'phone',
    link: 'https://shop.slack.com/archives/C1/p1',
  });
});

describe('people', () => {
  test.each([
    [['UME'], { what: 'oneself', people: ['UME'] }],
    [['U1', 'UME'], { what: 'oneself', people: ['UME'] }],
    [['UBOT', 'U1', 'USLACKBOT'], { what: 'bot', people: ['UBOT', 'USLACKBOT'] }],
    [['UGONE'], { what: 'deactivated', people: ['UGONE'] }],
    [['UOUT'], { what: 'stranger', people: ['UOUT'] }],
    [['UNOBODY'], { what: 'unknown', people: ['UNOBODY'] }],
    [[], { what: 'nobody' }],
    [[...Array(11).keys()].map((number) => `U${number}`), { what: 'too-many', count: 11 }],
  ])('rejects the people %j', (ids, problem) => {
    const { thanks, problems } = check({ people: ids });
    expect(thanks).toBeUndefined();
    expect(problems).toEqual([{ field: 'people', ...problem }]);
  });

  test('accepts ten, and reports each reason by itself', () => {
    expect(check({ people: [...Array(10).keys()].map((number) => `U${number}`) }).problems).toEqual(
      [],
    );
    expect(check({ people: ['UME', 'UBOT'] }).problems.map(({ what }) => what)).toEqual([
      'oneself',
      'bot',
    ]);
  });

  test('expands groups without the giver and people who can’t be thanked, and names them', () => {
    const { thanks, leftOut, problems } = check({
      people: ['U1'],
      groups: [group('UME', 'U1', 'U2', 'UBOT'), group('U2', 'UGONE', 'U3')],
    });
    expect(problems).toEqual([]);
    expect(thanks?.people).toEqual(['U1', 'U2', 'U3']);
    expect(leftOut).toEqual([
      { id: 'UME', why: 'oneself' },
      { id: 'UBOT', why: 'bot' },
      { id: 'UGONE', why: 'deactivated' },
    ]);
  });

  test('a group may leave nobody, or too many people', () => {
    expect(check({ people: [], groups: [group('UME', 'UBOT')] }).problems).toEqual([
      { field: 'people', what: 'nobody' },
    ]);
    const members = [...Array(11).keys()].map((number) => `U${number}`);
    expect(check({ people: [], groups: [group(...members)] }).problems).toEqual([
      { field: 'people', what: 'too-many', count: 11 },
    ]);
  });
});

describe('the text', () => {
  test.each([
    ['', { what: 'too-short', length: 0 }],
    ['one two three.', { what: 'too-short', length: 14 }],
    ['so good :tada: :tada: :clap::skin-tone-3:', { what: 'too-short', length: 13 }],
    ['谢谢你耐心', { what: 'too-short', length: 5 }],
    ['     she waited     ', { what: 'too-short', length: 10 }],
    [`ab cd${'\u200b'.repeat(20)} ef`, { what: 'too-short', length: 8 }],
    ['thaaaaaaaaaaaaank youuuuuu', { what: 'too-few-words', count: 2 }],
    ['👏👏👏 👏👏👏 👏👏👏 👏👏👏 👏👏👏', { what: 'too-few-words', count: 0 }],
    ['2026 11 24 10 30 12', { what: 'too-few-words', count: 0 }],
    [`she waited here ${'x'.repeat(585)}`, { what: 'too-long', length: 601 }],
    [`she waited here ${':heart:'.repeat(400)}`, { what: 'too-long', length: 2816 }],
  ])('rejects the text %j', (text, problem) => {
    expect(check({ text }).problems).toEqual([{ field: 'text', ...problem }]);
  });

  test.each([
    'one two three..',
    '谢谢你耐心帮助那位生气的客户',
    '오래 기다려 주셔서',
    `she waited here ${':heart:'.repeat(150)}`,
    `she waited here ${'😀'.repeat(584)}`,
    'ขอบคุณที่ช่วยเหลือลูกค้า',
    'お客様を最後まで待ってくれてありがとう',
    'شكرًا لكِ على صبركِ معي',
  ])('accepts %j', (text) => {
    expect(check({ text }).problems).toEqual([]);
  });
});

test.each([
  [undefined, 'none'],
  ['', 'none'],
  ['kindness', 'unknown'],
])('the skill %j', (skill, what) => {
  expect(check({ skill }).problems).toEqual([{ field: 'skill', what }]);
});

test('reports the problems of all fields at once', () => {
  const { problems } = check({ people: [], skill: undefined, text: '', link: 'x' });
  expect(problems.map(({ field }) => field)).toEqual(['people', 'skill', 'text', 'link']);
});

describe('a link', () => {
  test.each([
    ['http://a.example', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
    ['https://my.bank@evil.example', 'not-a-link'],
    ['https://localhost/x', 'not-a-link'],
    ['a.example', 'not-a-link'],
    [`https://a.example/${'x'.repeat(500)}`, 'too-long'],
  ])('checks the link %s', (link, what) => {
    expect(check({ link }).problems).toEqual([{ field: 'link', what }]);
  });

  test('is canonical, and optional', () => {
    expect(check({ link: 'HTTPS://еxample.com/a b' }).thanks?.link).toBe(
      'https://xn--xample-2of.com/a%20b',
    );
    expect(check({ link: '  ' }).thanks).not.toHaveProperty('link');
  });
});
