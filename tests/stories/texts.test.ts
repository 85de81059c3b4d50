import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { limits } from '../../src/slack/ui/limits.ts';
import { longerContent } from '../content/longer-content.ts';
import { declaredRoutes } from '../features/declared-routes.ts';
import { ourContent } from '../our-content.ts';
import { inDoubt } from '../signposts/in-doubt.ts';
import { everyControl, plainTexts } from './every-control.ts';
import { ownContent } from './extra-mile.ts';
import { day } from './shoutout-story.ts';
import { refusalsOf } from './tip-story.ts';

const thanks = '#patience she found the lost receipt and walked him to the till';

/** What Ana types behind /care; with the answers it comes to nearly everything that there is. */
const commands = [
  'tips on 09:00 weekdays',
  'tips holidays germany',
  'tips skip',
  'tips me 08:00',
  'tips',
  'recap on friday 16:00',
  'recap',
  'me',
  'angry customer waiting',
  'xyzzy qwrt',
  'patience',
  inDoubt,
  'tip',
  'coverage',
  'admin',
  'language',
  'tips language',
];

/** What ends something that the rest of the story needs. */
const endings = [
  ...['my-data.confirm', 'tips.off', 'tips.sure', 'tips.end', 'tips.never-ask'],
  ...['language.choose', 'recap.off', 'recap.stop'],
  ...['shoutout.sure-delete', 'shoutout.private', 'shoutout.undo', 'admin.save'],
];

/**
 * Fields that report changes, buttons that are gone once another one of their message is pressed,
 * those of messages from earlier versions, and those that need two people; other stories have them.
 */
const notReached = [
  ...['tips.changed', 'tips.zones', 'tips.holidays', 'tips.never-ask', 'tips.ask-again'],
  ...['shoutout.sure-delete', 'shoutout.card', 'shoutout.show', 'shoutout.private'],
  ...['shoutout.leave', 'recap.share', 'guideline.peek-list', 'guideline.share-page'],
  ...['guideline.ask', 'guideline.danger', 'tips.here', 'coverage.here', 'recap.show'],
];

/** Everything that a person sees who types, presses and submits all that there is. */
async function everythingShown(content: Content) {
  const { slack, log, as, shown, routes, leave, pass } = await everyControl(content);
  leave(...endings);
  const [ana, ben, chiara] = [as('ana'), as('ben'), as('chiara')];
  for (const people of ['@ben', '@ben @chiara']) await ana.sends(`/shoutout ${people} ${thanks}`);
  await ben.settles();
  await chiara.settles();
  for (const command of commands) await ana.sends(`/care ${command}`);
  await ana.opensHome();
  for (const days of [4, 10]) {
    await pass(days * day);
    for (const person of [ana, ben, chiara]) await person.settles();
  }
  await ben.opensHome();
  leave();
  for (const person of [ana, ben, chiara]) await person.settles();
  for (const command of ['', 'recap', 'tips', 'me', 'my-data delete'])
    await ana.sends(`/care ${command}`);
  return { refusals: refusalsOf(slack), log, shown, routes: routes() };
}

test('no text is too long for Slack, in a language that needs far more space', async () => {
  // With a second language, so that there is one to choose.
  const others = [await ourContent('es')];
  const { refusals, log, routes } = await everythingShown({ ...longerContent(ownContent), others });
  expect(refusals).toEqual([]);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  const reached = (id: string) => routes.has(id) || notReached.includes(id);
  expect(declaredRoutes.filter((id) => !reached(id))).toEqual([]);
}, 180_000);

/** By their length, as what people wrote may end with an ellipsis too. */
const isCut = (text: string): boolean => {
  const all: readonly number[] = [limits.viewTitle, limits.buttonText, limits.placeholder];
  return text.endsWith('…') && all.includes([...text].length);
};

describe.each(readdirSync('prompts').filter((name) => !name.includes('.')))('in %s', (language) => {
  test('no label or title is cut', async () => {
    const content = await ourContent(language);
    const { refusals, shown } = await everythingShown(content);
    expect(refusals).toEqual([]);
    expect(new Set(shown.flatMap((one) => [...plainTexts(one)]).filter(isCut))).toEqual(new Set());
  }, 180_000);
});
