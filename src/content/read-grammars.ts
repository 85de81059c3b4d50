import { load } from 'js-yaml';
import { conflictsIn, type GrammarData, mergeGrammars, noWords } from '../i18n/grammar-data.ts';
import { grammarSchema } from '../i18n/grammar-schema.ts';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import { type GrammarFile, isEmptyYaml } from './files.ts';
import type { LanguageGrammar } from './grammars.ts';

/** The words of these languages; later files add to those before them. Throws `Problems`. */
export function readGrammars(
  languages: readonly string[],
  files: readonly GrammarFile[],
): readonly LanguageGrammar[] {
  const problems: Problem[] = [];
  const grammars = languages.map((language) => {
    const own = files.filter((file) => file.language === language);
    return { language, data: own.reduce((data, file) => withFile(data, file, problems), noWords) };
  });
  if (problems.length > 0) throw new Problems(problems);
  return grammars;
}

function withFile(
  data: GrammarData,
  { place, text }: GrammarFile,
  problems: Problem[],
): GrammarData {
  try {
    const checked = grammarSchema.safeParse(isEmptyYaml(text) ? {} : load(text));
    if (checked.success) {
      const merged = mergeGrammars(data, checked.data);
      problems.push(...conflictsIn(merged).map((conflict) => ({ place, ...conflict })));
      return merged;
    }
    problems.push(...problemsOf(place, checked.error));
  } catch (error) {
    problems.push({ place, field: '', reason: firstLine(error) });
  }
  return data;
}
