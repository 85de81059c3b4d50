import { buildLibrary } from '../../../../src/content/library.ts';
import type { Naming } from '../../../../src/features/shoutouts/parse/parse-mentions.ts';
import { skillNames } from '../../../../src/features/shoutouts/parse/skill-names.ts';
import { ownFiles } from '../../../content/files.ts';

export const library = buildLibrary(ownFiles);

const names: Readonly<Record<string, string>> = {
  U1: 'Ana',
  U2: 'Ben',
  U3: 'Cleo',
  S1: 'front-desk',
  C2: 'support',
};

/** Our own skills, and a few people with known names. */
export const naming: Naming = { skills: skillNames(library), nameOf: (id) => names[id] };
