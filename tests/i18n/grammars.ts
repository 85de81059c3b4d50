import { readGrammarFiles } from '../../src/content/files.ts';
import { grammarsFor } from '../../src/content/grammars.ts';
import { readGrammars } from '../../src/content/read-grammars.ts';
import { type Grammar, grammarOf } from '../../src/i18n/grammar.ts';

export const grammarsIn = (
  roots: readonly string[],
  languages: readonly string[],
): readonly Grammar[] =>
  readGrammars(languages, readGrammarFiles(roots, languages)).map(({ language, data }) =>
    grammarOf(language, data),
  );

const all = grammarsIn(['prompts'], ['en', 'es']);
/** For a person who reads English. */
export const grammars = grammarsFor('en', all);
export const [english] = grammars;
export const [spanish] = grammarsFor('es', all);
