import { expect, test } from 'vitest';
import { detailParts } from '../../../src/features/shoutouts/card/card.ts';
import { type Details, detailNames } from '../../../src/features/shoutouts/details.ts';
import { draftOf, readForm, shoutoutForm } from '../../../src/features/shoutouts/give/form.ts';
import { csvHeader, exportRow } from '../../../src/features/shoutouts/records/export.ts';
import { edit } from '../../../src/features/shoutouts/transitions.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { aShoutout } from './records/kept.ts';

const given = {
  customer: 'internal',
  where: 'security',
  link: 'https://shop.example/case/1',
} satisfies Required<Details>;
const shoutout = { ...aShoutout(), ...given };

test('the form reads every detail, and starts with the ones given before', () => {
  expect(readForm({ ...given, text: shoutout.text })).toMatchObject(given);
  expect(draftOf(shoutout)).toMatchObject(given);
  const { blocks } = shoutoutForm(ownContent, draftOf(shoutout));
  const inputs = blocks.slice(-detailNames.length);
  expect(inputs.map(({ block_id }) => block_id)).toEqual(['customer', 'where', 'link']);
  for (const value of Object.values(given)) expect(JSON.stringify(inputs)).toContain(value);
});

test('the form drops a value that is no choice', () => {
  const draft = readForm({ customer: 'both', where: '', link: ' ' });
  for (const name of detailNames) expect(draft).not.toHaveProperty(name);
});

test('an edit removes the details that were cleared', () => {
  const { people, skill, text } = shoutout;
  const thanks = { people, skill, text, where: 'online' as const };
  const after = edit(shoutout.from, { thanks, thanked: [], now: 1 })(shoutout);
  expect(JSON.parse(JSON.stringify(after))).toMatchObject({ where: 'online' });
  for (const name of ['customer', 'link']) expect(JSON.stringify(after)).not.toContain(name);
});

test('the card shows the choices on one line and the link below', () => {
  const parts = JSON.stringify(detailParts(ownContent, given));
  expect(parts).toContain('For a colleague · At the security check');
  expect(parts).toContain(given.link);
  expect(detailParts(ownContent, {})).toEqual([]);
});

test('an export has a column for every detail, between text and channel', () => {
  const columns = ['id', 'given', 'edited', 'from', 'people', 'skill', 'text'];
  columns.push('customer', 'where', 'link', 'channel', 'state', 'seenBy');
  expect(csvHeader()).toBe(`\ufeff${columns.map((name) => `"${name}"`).join(',')}\r\n`);
  expect(Object.keys(exportRow(shoutout, 'a colleague'))).toEqual(columns);
  expect(exportRow(shoutout, 'a colleague')).toMatchObject(given);
  expect(exportRow(aShoutout(), 'a colleague')).toMatchObject({
    customer: '',
    where: '',
    link: '',
  });
});
