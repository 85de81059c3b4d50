import { expect, test } from 'vitest';
import type { MessageView, ViewView } from '../../playground/protocol.ts';
import { type MessageKey, messageKeys } from '../../src/i18n/keys.ts';
import { mark } from '../content/language-folder.ts';
import { everyControl, plainTexts } from './every-control.ts';
import { twoLanguages } from './languages-story.ts';
import { day } from './shoutout-story.ts';
import { refusalsOf } from './tip-story.ts';

const thanks = '#patience she found the lost receipt and walked him to the till';

/** What Ana types behind /care; with the answers it comes to nearly everything that there is. */
const commands = [
  'tips on 09:00 weekdays',
  'tips bundle daily',
  'tips skip',
  'tips me 08:00',
  'recap on friday 16:00',
  'recap now',
  'me',
  'patience',
  'skills',
  'coverage',
  'admin',
];

/** What ends something that the rest of the story needs, or chooses another language. */
const endings = [
  ...['my-data.confirm', 'tips.end', 'tips.never-ask', 'language', 'admin.save'],
  ...['shoutout.undo', 'shoutout.sure-delete', 'shoutout.private', 'shoutout.choice private'],
];

/** Texts of the app without values, as an English reader sees them. */
const english = new Set(
  Object.entries(messageKeys).flatMap(([key, values]) =>
    values.length === 0 ? [(twoLanguages.words as (key: string) => string)(key as MessageKey)] : [],
  ),
);

// Says so in the language of a question.
english.delete(twoLanguages.words('language.offer'));

type Place = MessageView | ViewView;

const linesOf = (place: Place): readonly string[] => [
  ...plainTexts(place),
  ...('text' in place ? place.text.split('\n') : []),
];

test('a person reads their own language everywhere, and a channel always its own', async () => {
  const { slack, log, as, shown, leave, pass } = await everyControl(twoLanguages);
  slack.admin.changePerson('ana', { locale: 'fr-FR' });
  const people = ['ana', 'ben', 'chiara', 'dev', 'erin'].map((name) => slack.person(name).id);
  leave(...endings);
  const ana = as('ana');
  await slack.person('ben').send('general', `/shoutout @ana ${thanks}`);
  for (const person of ['@ben', '@chiara']) await ana.sends(`/shoutout ${person} ${thanks}`);
  for (const command of commands) await ana.sends(`/care ${command}`);
  await ana.opensHome();
  await slack.person('ben').send('general', `/shoutout @ana ${thanks}`);
  await ana.settles();
  await pass(8 * day);
  await ana.settles();

  const posted = ['general', 'service-desk']
    .flatMap((channel) => slack.messages(channel))
    .filter(({ user }) => !people.includes(user));
  expect(posted.length).toBeGreaterThan(10);
  expect(posted.flatMap(linesOf).filter((line) => line.startsWith(mark))).toEqual([]);

  const own = shown.filter(
    (place) => !('ephemeral' in place) || place.ephemeral || place.channel.startsWith('D'),
  );
  expect(own.length).toBeGreaterThan(50);
  expect(new Set(own.flatMap(linesOf).filter((line) => english.has(line)))).toEqual(new Set());

  // Two people change one Home tab at a time.
  const refusals = refusalsOf(slack).filter((one) => !one.includes('hash_conflict'));
  expect(refusals).toEqual([]);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
}, 180_000);
