import { grammarsFor, readGrammars } from '../../src/content/read-grammars.ts';

const all = await readGrammars(['prompts'], ['en', 'es']);
/** For a person who reads English. */
export const grammars = grammarsFor('en', all);
export const [spanish] = grammarsFor('es', all);
