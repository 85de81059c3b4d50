import { termsOf } from './terms.ts';

/** Words that hold a sentence together. They count for little alone, yet "who", "no" or "how long" can decide. */
const empty = `a an the and or of to in at on for with by as i me my we us our you your he him his she her hers it they them
  their this that these those be have do will would could should can may might if so but is very really just please
  there here some any am than then now also too im because about into from ours mine yours themselves himself herself
  myself thing things stuff hi hey ok okay oh um`;
const light = `who why how what when where which whose not no never out off up over down back again away after before through
  until without get make go want need help know say tell come give take put try let like look see think find keep
  someone somebody something anyone anybody anything everyone everybody everything nobody nothing always still even only
  much many more most all both every each other another same own such way lot bit really today day good bad
  customer client person people guest man woman guy lady 1 2 must shall care happen ask always ever else time right actually minute`;

const weights = new Map<string, number>();
const known: string[] = [];
for (const [list, weight] of [
  [light, 0.4],
  [empty, 0.1],
] as const) {
  for (const word of list.split(/\s+/)) {
    known.push(word);
    for (const term of termsOf(word)) weights.set(term, weight);
  }
}

/** How much of its weight a term keeps, 0 to 1. */
export const termWeight = (term: string): number => weights.get(term) ?? 1;
/** Known in every library, so that they aren't taken for a misspelling. */
export const functionWords: readonly string[] = known;
