import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';

export type Question = {
  readonly ask: string;
  /** The ids of the entries that are right; none where no entry answers. */
  readonly answers: readonly string[];
  readonly kind: string;
};

/** A file of this folder. */
export async function questionsOf(file: string): Promise<readonly Question[]> {
  const text = await readFile(new URL(file, import.meta.url), 'utf8');
  return (load(text) as Question[]).map((question) => ({ ...{ kind: file }, ...question }));
}

/** Companies whose questions the signposts learned nothing from. */
export const companiesKept: readonly string[] = [
  'museum',
  'netline',
  'salon',
  'blood-donation-centre',
  'electronics-repair-shop',
  'hearing-aid-shop',
  'moving-company',
  'physiotherapy-practice',
  'shoe-shop',
  'tax-office',
  'taxi-company',
  'theatre-box-office',
  'theme-park',
  'university-enrolment-office',
  'water-supplier',
];

/** Of many writers and kinds. */
export const realQuestions = await questionsOf('real-questions.yml');
/** Of one kind of writer, who knew the entries. */
export const olderQuestions = [
  ...(await questionsOf('queries.yml')),
  ...(await questionsOf('held-out.yml')),
];
