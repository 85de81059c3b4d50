import { expect, test } from 'vitest';
import { ownFiles } from './files.ts';

/** What the two source documents state, as our entries put it, by the entry that has it. */
const statements: readonly (readonly [string, readonly RegExp[]])[] = [
  ['guidelines/what-is-customer-care.md', [/emotional bond/, /products or our services/, /happy/]],
  ['guidelines/what-is-customer-care.md', [/help and advice/, /those who may/, /body and mind/]],
  ['guidelines/what-is-customer-care.md', [/looks after people/, /delight/]],
  ['guidelines/care-beyond-service.md', [/Care goes further/, /bond between people and our brand/]],
  ['rules.md', [/three rules/i]],
  [
    'rules/know-what-needs-to-be-done.md',
    [/clear guidelines/, /willing to help/, /no sale in mind/],
  ],
  ['rules/know-what-needs-to-be-done.md', [/Every detail counts/, /bond grows that lasts/]],
  [
    'guidelines/small-courtesies.md',
    [/restrooms/, /cash machine/, /glove that fell/, /how the day has been/],
  ],
  ['rules/an-extra-mile-is-not-enough.md', [/make every customer happy is hard/, /the aim/]],
  ['rules/an-extra-mile-is-not-enough.md', [/appreciated, understood and respected/, /a life/]],
  [
    'rules/it-is-all-about-emotions.md',
    [/cannot be measured/, /trust/, /friendly hello/, /friend/, /noticed/],
  ],
  [
    'guidelines/what-are-guidelines.md',
    [/how we deal with our customers/, /No asset of ours matters more/],
  ],
  ['guidelines/types-of-customers.md', [/two types/, /External/, /Internal/]],
  [
    'guidelines/external-customers.md',
    [/buy our goods or services/, /people/, /organizations/, /need/],
  ],
  ['guidelines/internal-customers.md', [/culture/, /brand/, /systems and technology/]],
  ['guidelines/customer-needs.md', [/Maslow/, /five levels/, /better than the competition/]],
  [
    'guidelines/customer-needs.md',
    [/comfortable/, /best value/, /supply/, /in control of the outcome/],
  ],
  [
    'guidelines/importance-of-external-customers.md',
    [/there for its customers/, /buys or makes/, /profit/],
  ],
  [
    'guidelines/importance-of-internal-customers.md',
    [/most important asset/, /win/, /serve/, /stay/],
  ],
  ['guidelines/why-customers-visit.md', [/better value/, /show it/, /move to us or stay/]],
  [
    'principles.md',
    [/come, to be served very well, and to stay/, /personal, know your job, make it easy/],
  ],
  [
    'guidelines/positive-attitude.md',
    [/professional/, /body and in mind/, /positive language each time/],
  ],
  [
    'guidelines/security-check.md',
    [/inside the building/, /suspect/, /Welcome them warmly/, /safety/, /gently/, /reception/],
  ],
  [
    'guidelines/reception-area.md',
    [/imagination/, /indoor plants/, /papers/, /magazines/, /brand/, /packed/],
  ],
  ['guidelines/physical-environment.md', [/plant or office/, /new ideas/, /better work/, /stay/]],
  ['guidelines/warm-welcome.md', [/hearty/, /each time they meet the brand/, /at home/]],
  [
    'guidelines/experiencing-the-brand.md',
    [/culture/, /core values/, /standards/, /purpose/, /say and do/, /impresses/],
  ],
  ['skills.md', [/grows every year/, /sixteen skills/, /mix/]],
];

test.each(statements)('%s keeps what the sources state', (file, words) => {
  const text = (ownFiles.get(file) ?? '').replace(/\s+/g, ' ');
  expect(words.filter((word) => !word.test(text))).toEqual([]);
});

test('every skill of the source is an entry', () => {
  const skills = [...ownFiles.keys()].filter((path) => path.startsWith('skills/'));
  expect(skills).toHaveLength(16);
});
