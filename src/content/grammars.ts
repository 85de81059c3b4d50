import { type Grammar, grammarOf } from '../i18n/grammar.ts';
import { type GrammarData, noWords } from '../i18n/grammar-data.ts';

/** The words of a language, as JSON. */
export type LanguageGrammar = { readonly language: string; readonly data: GrammarData };

/** The grammars for readers of a language: its own comes first. */
export function grammarsFor(
  language: string,
  grammars: readonly Grammar[],
): readonly [Grammar, ...Grammar[]] {
  const own = grammars.find((grammar) => grammar.language === language);
  return [own ?? grammarOf(language, noWords), ...grammars.filter((grammar) => grammar !== own)];
}
