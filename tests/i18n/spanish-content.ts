import { readContent } from '../../src/content/content.ts';

/** For a person who reads Spanish, where there is English too. */
export const spanishContent = await readContent({
  roots: ['prompts'],
  languages: ['es'],
  offered: ['en', 'es'],
});
