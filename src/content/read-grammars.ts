import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { type Grammar, grammarOf } from '../i18n/grammar.ts';
import {
  conflictsIn,
  type GrammarData,
  grammarSchema,
  mergeGrammars,
} from '../i18n/grammar-data.ts';
import { firstLine, type Problem, Problems, problemsOf } from '../problems.ts';
import { isEmptyYaml, readText } from './files.ts';

export const grammarFile = 'grammar.yml';

const noWords: GrammarData = grammarSchema.parse({});

/** The language of the parsers: its words are read whatever people can read. */
const parsersLanguage = 'en';

/**
 * How these languages, and English, write the words of commands; a language may have no file. Throws
 * `Problems`.
 */
export async function readGrammars(
  roots: readonly string[],
  languages: readonly string[],
): Promise<readonly Grammar[]> {
  const problems: Problem[] = [];
  const all = [...new Set([...languages, parsersLanguage])];
  const grammars = await Promise.all(
    all.map(async (language) => grammarOf(language, await readData(roots, language, problems))),
  );
  if (problems.length > 0) throw new Problems(problems);
  return grammars;
}

/** The language's own comes first. */
export function grammarsFor(
  language: string,
  grammars: readonly Grammar[],
): readonly [Grammar, ...Grammar[]] {
  const own = grammars.find((grammar) => grammar.language === language);
  return [own ?? grammarOf(language, noWords), ...grammars.filter((grammar) => grammar !== own)];
}

async function readData(
  roots: readonly string[],
  code: string,
  problems: Problem[],
): Promise<GrammarData> {
  let data = noWords;
  for (const root of roots) {
    const place = join(root, code, grammarFile);
    if (!existsSync(place)) continue;
    try {
      const text = readText(join(root, code), grammarFile);
      const checked = grammarSchema.safeParse(isEmptyYaml(text) ? {} : load(text));
      if (!checked.success) {
        problems.push(...problemsOf(place, checked.error));
        continue;
      }
      data = mergeGrammars(data, checked.data);
      problems.push(...conflictsIn(data).map((conflict) => ({ place, ...conflict })));
    } catch (error) {
      const found = error instanceof Problems ? error.problems : undefined;
      const reason = found?.[0]?.reason ?? firstLine(error);
      problems.push({ place, field: '', reason });
    }
  }
  return data;
}
