import { describe, expect, test } from 'vitest';
import { readSearchData } from '../../src/content/read-search-data.ts';
import { analyzer } from '../../src/search/analyzer.ts';
import { idiomMatcher } from '../../src/search/idioms.ts';
import { plainLanguage } from '../../src/search/search-data.ts';
import { languageSchema } from '../../src/search/search-schema.ts';
import { thesaurus, thesaurusTerms } from '../../src/search/thesaurus.ts';
import { ownFiles } from '../content/files.ts';

const data = readSearchData(onlyLanguage(), new Set()).language;
const english = analyzer(data);
const { terms, root } = english;
const { synonyms, relatedTerms } = thesaurus(thesaurusTerms(english, data));

/** Without the questions, which name entries. */
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
  ])('%s and %s have the same terms', (a, b) => {
    expect(terms(a)).toEqual(terms(b));
  });

  test.each([
    ['we’ll', 'well'],
    ['bus', 'bu'],
    ['sing', 's'],
    ['noise', 'noize'],
    ['four', 'for'],
  ])('%s and %s have different terms', (a, b) => {
    expect(terms(a)).not.toEqual(terms(b));
  });

  test.each([
    ['recommend', 'recommendation'],
    ['slow', 'slower'],
    ['complete', 'completion'],
  ])('%s and %s have the same root', (a, b) => {
    expect(terms(a).map(root)).toEqual(terms(b).map(root));
  });

  test('synonyms are symmetric, related terms are not', () => {
    const [toilet = '', loo = '', wine = '', gift = ''] = terms('toilet loo wine gift');
    expect([...synonyms(toilet)]).toContain(loo);
    expect([...synonyms(loo)]).toContain(toilet);
    expect([...relatedTerms(wine)]).toContain(gift);
    expect([...relatedTerms(gift)]).not.toContain(wine);
  });
});

describe('in Spanish', () => {
  const { terms, root } = analyzer(
    languageSchema.parse({
      endings: 'spanish',
      short: { xq: 'por qué' },
      forms: { pedir: ['pidió'] },
      empty: 'él',
    }),
  );

  test.each([
    ['filas', 'fila'],
    ['CLIENTAS', 'cliente'],
    ['luces', 'luz'],
    ['opiniones', 'opinion'],
    ['reclamación', 'reclamo'],
    ['carísimas', 'caro'],
    ['lentamente', 'lento'],
    ['gritando', 'gritó'],
    ['gritarme', 'grita'],
    ['quejándose', 'quejarse'],
    ['rompió', 'romper'],
    ['comía', 'comer'],
    ['entiende', 'entender'],
    ['vuelve', 'volver'],
    ['empiece', 'empezar'],
    ['explique', 'explico'],
    ['pague', 'pagar'],
    ['agradezco', 'agradecer'],
    ['pidio', 'pedir'],
    ['niño', 'nino'],
    ['xq', 'por que'],
  ])('%s and %s have the same terms', (a, b) => {
    expect(terms(a)).toEqual(terms(b));
  });

  test.each([
    ['paciencia', 'paciente'],
    ['suelo', 'sola'],
    ['nombre', 'hombre'],
  ])('%s and %s have different terms', (a, b) => {
    expect(terms(a)).not.toEqual(terms(b));
  });

  test.each([
    ['discapacidad', 'discapacitado'],
    ['opinar', 'opinión'],
    ['cansado', 'cansancio'],
  ])('%s and %s have the same root', (a, b) => {
    expect(terms(a).map(root)).toEqual(terms(b).map(root));
  });

  test('words of the data may have accents', () => {
    const { weight } = analyzer(languageSchema.parse({ endings: 'spanish', empty: 'él' }));
    expect(weight('el')).toBeLessThan(0.1);
  });
});

describe('an idiom', () => {
  const data = languageSchema.parse({
    empty: 'a the my his her at of on in it',
    light: 'off',
    forms: { feel: ['feels'] },
    oneself: { 'i feel low': 'tired' },
    sayings: {
      'at my wits end': 'desperate',
      'off his face': 'drunk',
      'in a pickle': 'problem',
      'on it': 'busy',
    },
  });
  const analysis = analyzer(data);
  const match = idiomMatcher(analysis, thesaurusTerms(analysis, data));

  test.each([
    ['is found within a question', 'i am at my wits end today', [['desperate']]],
    ['is found with other stop words', 'she is at the wits end', [['desperate']]],
    ['with one telling word needs its stop words', 'walks off his face', [['drunk']]],
    ['may have another stop word in their place', 'off her face', [['drunk']]],
    ['is not found without them', 'off face', []],
    ['with a single word is found as it is', 'we are in a pickle', [['problem']]],
    ['with a single word is not found with others', 'in the pickle', []],
    ['of stop words alone is never found', 'he is on it', []],
    ['is not found in another order', 'the end of my wits', []],
    ['of oneself is found word for word', 'today i feel low', [['tired']]],
    ['of oneself is not found of others', 'she feels low', []],
    ['of oneself is not found in another form', 'i feels low', []],
  ])('%s: %s', (_what, question, meaning) => {
    expect(match(question.split(' '))).toEqual(meaning);
  });
});

test('a language without data keeps words as they are', () => {
  const plain = analyzer(plainLanguage);
  expect(plain.terms('Wo ist das Gleis 7?')).toEqual(['wo', 'ist', 'das', 'gleis', '7']);
  expect(plain.isContentTerm('das')).toBe(true);
});
