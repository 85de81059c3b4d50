import { ourContent } from '../our-content.ts';

const { signposts, library } = await ourContent('en');

/** Hardly any training of the classifier is as sure of these as the others were. */
const candidates = [
  'a boy is waiting outside by himself',
  'the boy sits here alone until we close',
  'the girl has been here since noon',
  'the girl sits here and waits since noon',
  'the girl came without her parents again',
  'nobody came to fetch the girl',
  'nobody has picked up the boy yet',
  'the boy waits here every evening',
  'he sends money to a friend abroad',
  'she gave her boss all her money',
  'her son keeps her card',
  'his carer takes his change',
  'she has a new bruise',
  'she looks thin and always alone',
  'she buys gift cards every week',
];

/**
 * A question that may be a call for help, but isn't likely one: which one that is changes with the
 * weights. What comes closest to it are several entries.
 */
export const inDoubt = find();

function find(): string {
  const found = candidates.find((question) => {
    const { calls, mayBeMeant } = signposts.recognize(question);
    const isInDoubt = calls.length === 0 && mayBeMeant.map(({ id }) => id).join() === 'at-risk';
    return isInDoubt && library.search(question).kind === 'nearest';
  });
  if (found === undefined) throw new Error('No candidate is in doubt: add some.');
  return found;
}
