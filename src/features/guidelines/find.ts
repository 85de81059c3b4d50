import {
  type Content,
  inEachLanguage,
  type OtherLanguage,
  type SearchResult,
} from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import { entriesByName } from '../../content/entry-named.ts';
import { baseLanguage } from '../../text/base-language.ts';
import { plainName } from '../../text/nearest-names.ts';

/** What is found for a question in any of the languages that there are. */
export type Found = {
  /** The reader's, unless the entry is in another language alone. */
  readonly content: Content;
  readonly result: SearchResult;
  /** Whether the question is the name of an entry, in any of the languages. */
  readonly isName: boolean;
  /** The language of the question, if it is one that there is and not the reader's. */
  readonly asked?: Content | undefined;
  /** The language of the question, if there is none like it. */
  readonly unknown?: OtherLanguage | undefined;
};

const nothing: SearchResult = { kind: 'nothing' };

/** Looks in the reader's language first; entries are shown as that language has them. */
export function findIn(content: Content, question: string): Found {
  const name = plainName(question);
  const named = inEachLanguage(content).find((one) => entriesByName(one).has(name));
  return { ...findFor(content, question, named), isName: named !== undefined };
}

/** `named` is the language in which the question is the name of an entry. */
function findFor(content: Content, question: string, named?: Content): Omit<Found, 'isName'> {
  const result = content.library.search(question);
  const isEntry = result.kind === 'entry';
  // A company may have written an alias in another language.
  if (named === content) return { content, result };
  const language = content.otherLanguage(question);
  // A word or two don't tell their language.
  const asked = (language && content.others.find((other) => isIn(other, language))) ?? named;
  if (asked) {
    const found = asked.library.search(question);
    return found.kind === 'nothing' && isEntry
      ? { content, result }
      : { ...inReadersLanguage(content, asked, found), asked };
  }
  if (language) return { content, result: nothing, unknown: language };
  const elsewhere = result.kind === 'nothing' ? sureElsewhere(content, question) : undefined;
  return elsewhere ?? { content, result };
}

/** Where the reader's language has nothing, another one may have words for it. */
function sureElsewhere(content: Content, question: string): Omit<Found, 'isName'> | undefined {
  for (const asked of content.others) {
    const found = asked.library.search(question);
    if (found.kind === 'entry') return { ...inReadersLanguage(content, asked, found), asked };
  }
  return undefined;
}

const isIn = ({ language }: Content, { language: tag = '' }: OtherLanguage): boolean =>
  baseLanguage(language) === baseLanguage(tag);

/** What was found in another language, as the reader's has it; a company's may have it alone. */
function inReadersLanguage(
  content: Content,
  asked: Content,
  result: SearchResult,
): Pick<Found, 'content' | 'result'> {
  const own = (entries: readonly Entry[]) =>
    entries.flatMap(({ id }) => content.library.find(id) ?? []);
  if (result.kind === 'nothing') return { content, result };
  if (result.kind === 'nearest') {
    const entries = own(result.entries);
    return entries.length > 0
      ? { content, result: { ...result, entries } }
      : { content: asked, result };
  }
  const entry = content.library.find(result.entry.id);
  return entry
    ? { content, result: { ...result, entry, others: own(result.others) } }
    : { content: asked, result };
}
