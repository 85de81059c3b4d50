import { patternParser } from './pattern.ts';
import type { Rule, SignpostData } from './signpost-data.ts';
import type { MergedSignposts } from './signpost-schema.ts';

/** `report` hears of every pattern that can't be parsed and of every contact that doesn't exist. */
export function checkSignposts(
  { contacts, signposts, ...data }: MergedSignposts,
  report: (field: string, reason: string) => void,
): SignpostData {
  const parse = patternParser(data.words, data.inflection);
  const checkAll = (field: string, phrases: readonly string[]): void => {
    for (const phrase of phrases) {
      try {
        parse(phrase);
      } catch (error) {
        report(field, error instanceof Error ? error.message : String(error));
      }
    }
  };
  const rules = Object.entries(signposts).map(([id, { when, unless, ...signpost }]): Rule => {
    const field = `signposts ${id}`;
    const withContacts = (name: 'title' | 'now' | 'next') =>
      signpost[name].replace(/\{(?<contact>[^{}]*)\}/g, (whole, contact: string) => {
        if (Object.hasOwn(contacts, contact)) return contacts[contact] ?? whole;
        report(`${field} ${name}`, `there is no contact {${contact}}`);
        return whole;
      });
    if (when.length === 0 && data.classifier && !data.classifier.labels.includes(id)) {
      report(`${field} when`, 'is missing');
    }
    const isUnmasked = (phrase: string) => phrase.startsWith('!');
    const rule = {
      signpost: {
        ...signpost,
        id,
        title: sentenceCase(withContacts('title')),
        now: sentenceCase(withContacts('now')),
        next: sentenceCase(withContacts('next')),
      },
      when: when.filter((phrase) => !isUnmasked(phrase)),
      always: when.filter(isUnmasked).map((phrase) => phrase.slice(1)),
      unless,
    };
    checkAll(`${field} when`, [...rule.when, ...rule.always]);
    checkAll(`${field} unless`, unless);
    return rule;
  });
  checkAll('lookalikes', data.lookalikes);
  checkAll('misspelt', data.misspelt);
  return { ...data, rules };
}

/** A contact may begin a sentence. */
const sentenceCase = (text: string): string =>
  text.replace(/(?<=^|[.?!]["”]? )\p{Ll}/gu, (letter) => letter.toUpperCase());
