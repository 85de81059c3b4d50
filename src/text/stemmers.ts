import type { Stemmer } from './stemmer.ts';
import { english } from './stemmer-english.ts';
import { spanish } from './stemmer-spanish.ts';

const stemmers = { english, spanish };

type StemmerName = keyof typeof stemmers;
export const stemmerNames = Object.keys(stemmers) as StemmerName[];

const unchanged = (word: string): string => word;
const none: Stemmer = { normalizeSpelling: unchanged, stem: unchanged, root: unchanged };

export const stemmer = (name: StemmerName | undefined): Stemmer => (name ? stemmers[name] : none);
