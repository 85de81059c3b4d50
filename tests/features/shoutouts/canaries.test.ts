import type { ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import { blockProblems, viewProblems } from '../../../playground/server/block-kit/index.ts';
import { validateDraft } from '../../../src/features/shoutouts/give/validate.ts';
import { updatePreferences } from '../../../src/features/shoutouts/records/preferences.ts';
import { escapeMrkdwn } from '../../../src/slack/ui/mrkdwn.ts';
import { dangersIn, hostileTexts } from './hostile-texts.ts';
import { somebody } from './people.ts';
import { kept } from './records/kept.ts';
import { here, shoutoutApp } from './shoutout-app.ts';

const ben = 'UBEN';
const witness = 'UWITNESS';

/** A form that opens, a form that replaces it, or a message. */
type Answered =
  | { readonly open?: ModalView; readonly show?: ModalView; readonly blocks?: unknown }
  | undefined;

type App = ReturnType<typeof shoutoutApp>;
type Way = (app: App, text: string, once: string, user: string) => unknown;

const formWith = (text: string, more: object = {}) => ({
  ...{ people: [ben], skill: 'patience', text, channel: here, how: 'publicly' },
  ...more,
});

/** Every input: escaped by Slack, with references that Slack found in it, and from a form. */
const waysIn: readonly (readonly [name: string, way: Way])[] = [
  [
    'a command',
    ({ command, question }, text, once, user) =>
      command(question(`<@${ben}> #patience:: ${escapeMrkdwn(text)}`, once, user)),
  ],
  [
    'a command in which Slack found references',
    ({ command, question }, text, once, user) =>
      command(question(`<@${ben}> #patience:: ${text}`, once, user)),
  ],
  [
    'a mention',
    ({ care, question }, text, once, user) =>
      care('thanks')(question(`<@${ben}> #patience ${escapeMrkdwn(text)}`, once, user)),
  ],
  [
    'a form',
    ({ submit, submission }, text, once, user) =>
      submit('shoutout.give')(submission(formWith(text), once, user)),
  ],
  [
    'a form for one person alone',
    ({ submit, submission }, text, once, user) =>
      submit('shoutout.give')(submission(formWith(text, { how: 'privately' }), once, user)),
  ],
  [
    'the form’s link',
    ({ submit, submission }, text, once, user) =>
      submit('shoutout.give')(
        submission(formWith('she waited with me', { link: text.slice(0, 600) }), once, user),
      ),
  ],
];

/** The link as a shout-out keeps it; empty if it is none. */
function keptLink(link: string): string {
  const facts = { person: () => somebody(ben), isSkill: () => true };
  const draft = { from: witness, people: [ben], groups: [], skill: 'patience', link };
  const { thanks } = validateDraft(facts, { ...draft, text: 'she waited with me' });
  return thanks?.link ?? '';
}

test.each(waysIn)('neutralizes hostile texts from %s', async (_name, way) => {
  const app = shoutoutApp(await kept('memory'));
  let given = 0;
  const wrong: unknown[] = [];
  for (const [place, text] of hostileTexts.entries()) {
    const user = `UGIVER${place}`;
    const before = app.sent.length;
    const answer = (await way(app, text, `press ${place}`, user)) as Answered;
    const sent = app.sent.slice(before);
    if (sent.length > 0) given += 1;
    const link = keptLink(text.slice(0, 600));
    const allowed = { people: [ben, user], channels: [here], links: [link, escapeMrkdwn(link)] };
    const problems = [
      ...sent.flatMap(({ message }) => dangersIn(message, allowed)),
      ...[...sent.map(({ message }) => message.blocks), answer?.blocks ?? []].flatMap((blocks) =>
        blockProblems(blocks, 'message'),
      ),
      ...[answer?.open, answer?.show].flatMap((view) => (view ? viewProblems(view) : [])),
    ];
    if (problems.length > 0) wrong.push({ text, problems });
  }
  expect(wrong).toEqual([]);
  expect(given).toBeGreaterThan(0);
  expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('neutralizes them in witnesses, reports, histories and exports', async () => {
  const parts = await kept('memory');
  const app = shoutoutApp(parts);
  const { submit, submission, action, care, press, question } = app;
  const people = [ben, witness];
  await updatePreferences(parts, 'T1', ben, { wish: 'publicly' });
  for (const [place, text] of hostileTexts.entries()) {
    const user = `UGIVER${place}`;
    people.push(user);
    const values = formWith(text);
    await submit('shoutout.give')(submission(values, `press ${place}`, user));
    const card = app.sent.findLast(({ to }) => to === here)?.message;
    const id = /"value":"(?<id>[0-9a-f-]{36})"/.exec(JSON.stringify(card))?.groups?.id ?? '';
    await action('shoutout.saw')(press(id, witness));
    await submit('shoutout.report')({ ...submission({ why: text }, id, witness), about: id });
  }
  const said: unknown[] = app.sent.map(({ message }) => message);
  said.push(await care('me')(question('', 'once', ben)));
  let page = 'received';
  while (page) {
    const { show } = (await action('me.page')(press(page, ben))) ?? {};
    said.push(show);
    page = /"value":"(?<older>received [^"]+)"/.exec(JSON.stringify(show))?.groups?.older ?? '';
  }
  for (const message of said) {
    expect(dangersIn(message, { people, channels: [here] })).toEqual([]);
    expect(blockProblems((message as { blocks: unknown }).blocks, 'message')).toEqual([]);
  }
  await action('me.export')(press('all', ben));
  const [table = '', data = ''] = app.files;
  expect(JSON.parse(data).length).toBeGreaterThan(100);
  expect(table).not.toMatch(/(?:^|,)"[=+\-@\t\r＝＋－＠]/m);
});
