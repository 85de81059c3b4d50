import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { ourContent } from '../our-content.ts';
import { inDoubt } from './in-doubt.ts';

const { signposts, library } = await ourContent();
const idsFor = (question: string) => signposts.recognize(question).calls.map(({ id }) => id);
const safetyFor = (question: string) =>
  signposts
    .recognize(question)
    .calls.filter(({ kind }) => kind === 'safety')
    .map(({ id }) => id);

type Questions = {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly lookalikes: readonly string[];
};
const read = (file: string) =>
  load(readFileSync(new URL(file, import.meta.url), 'utf8')) as Questions;

test.each(['seen.yml', 'held-out.yml'])(
  'recognizes the calls for help in %s, which it was trained with, and no others',
  (file) => {
    const { calls, lookalikes } = read(file);
    const asked = Object.entries(calls).flatMap(([id, list]) => list.map((text) => ({ id, text })));
    const missed = asked.filter(({ text }) => safetyFor(text).length === 0);
    const other = asked.filter(
      ({ id, text }) => safetyFor(text).length > 0 && !safetyFor(text).slice(0, 2).includes(id),
    );
    const alarms = lookalikes.filter((text) => safetyFor(text).length > 0);
    process.stdout.write(
      `${file}: ${asked.length - missed.length} of ${asked.length} calls recognized, ` +
        `${other.length} with another signpost; ` +
        `${alarms.length} false alarms in ${lookalikes.length}\n`,
    );
    expect(missed.length / asked.length).toBeLessThanOrEqual(0.03);
    expect(other.length / asked.length).toBeLessThanOrEqual(0.05);
    // A tolerance of one question, as one in a hundred is too coarse for the smaller file.
    expect(alarms.length - 1).toBeLessThanOrEqual(lookalikes.length * 0.01);
  },
);

test.each([
  ['a call that is not likely enough', inDoubt, ['at-risk']],
  ['a question about a guideline', 'how do I calm an angry customer', []],
  ['a matter for the law', 'can they sue us over the receipt', []],
  ['nothing', '', []],
])('what may be meant by %s', (_what, question, ids) => {
  expect(idsFor(question).filter((id) => id !== 'legal')).toEqual([]);
  expect(signposts.recognize(question).mayBeMeant.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['emergency', 'emergency'],
  ['bleeding', 'emergency'],
  ['ambulance', 'emergency'],
  ['smoke', 'fire'],
  ['locked in', 'locked-in'],
  ['violence', 'violence'],
  ['i feel unsafe', 'violence'],
  ['harassment', 'harassment'],
  ['racism', 'discrimination'],
  ['lost child', 'at-risk'],
  ['suicide', 'self-harm'],
])('"%s" by itself is a call for help', (question, id) => {
  expect(safetyFor(question)).toContain(id);
});

test.each([
  ['shouting', 'HELP A CUSTOMER COLLAPSED!!!'],
  ['a typo', 'a custmer is unconcious'],
  ['one letter doubled in place of another', 'harrasment'],
  ['a letter swapped and one missing', 'vilonce'],
  ['drawn out letters', 'heeeelp fiiiire'],
  ['a missing apostrophe', 'he isnt breathing'],
  ['a curly apostrophe', 'he isn’t breathing'],
  ['British spelling', 'racist remarks about my skin colour'],
  ['American spelling', 'racist remarks about my skin color'],
])('recognizes a call with %s', (_what, question) => {
  expect(safetyFor(question)).not.toEqual([]);
});

test.each([
  ['a killer deal'],
  ['he bombed his first day'],
  ['smoke-free terrace'],
  ['customer is shouting at me'],
  ['he was shooting a video of our products'],
  ['I don’t want to be thanked in public'],
  ['I don’t want to be in the channel'],
  ['I don’t want to be here today'],
  ['I want to disappear from the list'],
  ['I’m going to explode'],
  ['I am about to burst'],
  ['the lunch rush has not stopped since twelve and the coffee machine is blinking again'],
  ['our new desk is by the door. A child told me his favorite color'],
])('%s is no emergency', (question) => {
  expect(safetyFor(question)).toEqual([]);
});

test.each([
  ['a killer deal, but a man collapsed at the till', 'emergency'],
  ['the queue is killing me and now a customer hit me', 'violence'],
  ['I am going to explode and kill myself', 'self-harm-me'],
])('an idiom does not hide a call: %s', (question, id) => {
  expect(safetyFor(question)).toContain(id);
});

test.each([
  ['a child told me his dad hits him and the doctor wants his list by two', 'at-risk'],
  ['my manager is on holiday until Monday and a caller says he will kill me', 'violence'],
  ['it is my first day here. Nobody has shown me the codes. A customer has collapsed', 'emergency'],
])('what stands beside it does not hide a call: %s', (question, id) => {
  expect(safetyFor(question)).toContain(id);
});

test.each([
  ['what is our return policy', 'company-rules'],
  ['do we have this in stock', 'company-rules'],
  ['when do we open on sunday', 'company-rules'],
  ['how many vacation days do i get', 'hr'],
  ['can i get a pay raise', 'hr'],
  ['customer wants compensation after a fall', 'legal'],
  ['a customer says he will sue us', 'legal'],
  ['i forgot my password', 'other-apps'],
  ['the printer is not working', 'other-apps'],
])('%s: %s', (question, id) => {
  expect(idsFor(question)).toContain(id);
});

test('what is said for oneself is told from what is said for somebody else', () => {
  expect(safetyFor('I want to kill myself')[0]).toBe('self-harm-me');
  expect(safetyFor('a customer says he wants to kill himself')).toEqual(['self-harm']);
  expect(safetyFor('a customer says I want to kill myself')).not.toContain('self-harm-me');
});

test.each([
  ['I don’t want to be here'],
  ['I don’t want to be here any more'],
  ['I don’t want to live any more'],
  ['I want to disappear'],
])('%s is a call for help', (question) => {
  expect(safetyFor(question)).toContain('self-harm-me');
});

test('a suspicion of theft is no illness', () => {
  expect(safetyFor('I think he is stealing')).toEqual(['violence']);
});

test('names an entry that helps afterwards wherever one does', () => {
  for (const { guidelines } of signposts.all) {
    expect(guidelines.filter((id) => !library.find(id))).toEqual([]);
  }
});

test('says what to do now in at most two sentences', () => {
  const now = signposts.all.map(({ now }) => now.split(/(?<=[.?!]) /).length);
  expect(Math.max(...now)).toBeLessThanOrEqual(2);
});

test('answers the longest question in time', () => {
  const words = 'a man is not so sure whether he can be here and the child '.repeat(400);
  const start = performance.now();
  signposts.recognize(words).calls;
  expect(performance.now() - start).toBeLessThan(1000);
});
