import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/content/knowledge.ts';
import { language } from '../../src/search/language.ts';
import { languageSchema, plainLanguage } from '../../src/search/language-file.ts';
import { relations } from '../../src/search/relations.ts';
import { sayingsIn } from '../../src/search/sayings.ts';
import { ownFiles } from '../content/files.ts';

const data = readKnowledge(onlyLanguage(), new Set()).language;
const english = language(data);
const { terms, root } = english;
const { synonyms, near } = relations(english, data);

/** Our own words for finding, without the questions, which name entries. */
function onlyLanguage() {
  return new Map([['finding.yml', ownFiles.get('finding.yml') ?? '']]);
}

describe('in English', () => {
  test.each([
    ['queues', 'queue'],
    ['apologies', 'apology'],
    ['boxes', 'box'],
    ['waiting', 'wait'],
    ['stopped', 'stop'],
    ['cancelled', 'canceled'],
    ['politely', 'polite'],
    ['bought', 'buy'],
    ['children', 'child'],
    ['colour', 'color'],
    ['organisation', 'organization'],
    ['neighbours', 'neighbors'],
    ['analyse', 'analyze'],
    ['apologising', 'apologizing'],
    ['cheque', 'check'],
    ['tyre', 'tire'],
    ['she doesn’t', 'she do not'],
    ['cant', 'can not'],
    ['won’t', 'wont'],
    ['three', '3'],
    ['second', '2nd'],
    ['Café', 'cafe'],
    ['co-worker', 'co worker'],
  ])('%s and %s are the same', (a, b) => {
    expect(terms(a)).toEqual(terms(b));
  });

  test.each([
    ['we’ll', 'well'],
    ['bus', 'bu'],
    ['sing', 's'],
    ['noise', 'noize'],
    ['four', 'for'],
  ])('%s and %s are not', (a, b) => {
    expect(terms(a)).not.toEqual(terms(b));
  });

  test.each([
    ['recommend', 'recommendation'],
    ['slow', 'slower'],
    ['complete', 'completion'],
  ])('%s and %s are related', (a, b) => {
    expect(terms(a).map(root)).toEqual(terms(b).map(root));
  });

  test('words of one line find each other, and words that are near only one way round', () => {
    const [toilet = '', loo = '', wine = '', gift = ''] = terms('toilet loo wine gift');
    expect([...synonyms(toilet)]).toContain(loo);
    expect([...synonyms(loo)]).toContain(toilet);
    expect([...near(wine)]).toContain(gift);
    expect([...near(gift)]).not.toContain(wine);
  });
});

describe('a saying', () => {
  const said = languageSchema.parse({
    empty: 'a the my his her at of on',
    light: 'off',
    sayings: { 'at my wits end': 'desperate', 'off his face': 'drunk' },
  });
  const words = language(said);
  const found = sayingsIn(words, relations(words, said).sayings);

  test.each([
    ['is found inside a question', 'i am at my wits end today', [['desperate']]],
    ['is found with other small words', 'she is at the wits end', [['desperate']]],
    ['with one telling word needs its small words', 'walks off his face', [['drunk']]],
    ['may have another small word in their place', 'off her face', [['drunk']]],
    ['is not found without them', 'off face', []],
    ['is not found in another order', 'the end of my wits', []],
  ])('%s: %s', (_what, question, means) => {
    expect(found(question.split(' '))).toEqual(means);
  });
});

test('a language without words of its own is read word by word', () => {
  const plain = language(plainLanguage);
  expect(plain.terms('Wo ist das Gleis 7?')).toEqual(['wo', 'ist', 'das', 'gleis', '7']);
  expect(plain.says('das')).toBe(true);
});
