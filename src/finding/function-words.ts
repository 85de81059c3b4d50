import { termsOf } from './terms.ts';

/** Words that hold a sentence together. */
const empty = `a an the and or of to in at on for with by as i me my we us our you your he him his she her hers it they them
  their this that these those be have do will would could should can may might if so but is very really just please
  there here some any am than then now also too im because about into from ours mine yours themselves himself herself
  myself thing things stuff ok okay oh um`;

/** Words that count for little alone, yet "who", "no" or "how long" can decide. */
const light = `who why how what when where which whose not no never out off up over down back again away after before
  through until without get make go want need help know say tell come give take put try let like look see think find
  keep someone somebody something anyone anybody anything everyone everybody everything nobody nothing always still
  even only much many more most all every other another own such way lot bit today day good bad customer client
  person people guest man woman guy lady must shall care ask ever else time actually minute`;

const weights = new Map<string, number>();
const weightOf = { light: 0.55, numeral: 0.3, empty: 0.25 };
const numeral = /^\d+(st|nd|rd|th)?$/;
const letter = /^\p{L}$/u;

/** Known in every library, so that they aren't taken for a misspelling. */
export const functionWords: readonly string[] = `${light} ${empty}`.split(/\s+/);

for (const [list, weight] of [
  [light, weightOf.light],
  [empty, weightOf.empty],
] as const) {
  for (const term of list.split(/\s+/).flatMap(termsOf)) weights.set(term, weight);
}

/** How much of its weight a term keeps, 0 to 1. */
export function termWeight(term: string): number {
  const weight = weights.get(term);
  if (weight !== undefined) return weight;
  if (numeral.test(term)) return weightOf.numeral;
  return letter.test(term) ? weightOf.empty : 1;
}

/** Whether a term says anything alone. */
export const says = (term: string): boolean => termWeight(term) >= weightOf.light;
