import { expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import {
  answerQuestion,
  chooses,
  day,
  hour,
  minute,
  shoutoutStory,
  shownIn,
} from './shoutout-story.ts';
import { refusalsOf } from './tip-story.ts';

const newHarbor = () => harborWhere({}, true);

const thanksText = 'she found the lost receipt and walked him to the till';

/** The story with people's wishes chosen, by their names. */
async function harborWhere(
  wishes: Record<string, 'publicly' | 'ask' | 'privately'>,
  areNew = false,
) {
  const story = await shoutoutStory('socket', { areNew });
  const { slack } = story;
  for (const [name, wish] of Object.entries(wishes)) {
    const person = slack.person(name);
    await person.send('general', '/care me');
    await person.press(story.last(name), 'How I want to be thanked');
    const view = await slack.until(() =>
      person.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
    );
    await person.submit(view, { wish });
    const [saved] = person.views();
    expect(saved && shownIn(saved)).toContain('Saved.');
    if (saved) await person.closeView(saved);
  }
  const note = (name: string, words: string): Promise<MessageView> =>
    slack.until(() => story.directMessages(name).findLast(({ text }) => text.includes(words)));
  return { ...story, note };
}

test('the first card of a person waits ten minutes, and they read it before', async () => {
  const { slack, app, ana, directMessages, note, cards, last } = await newHarbor();
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  expect(last('ana').text).toContain(
    'If nobody you thank minds, its card comes into the channel in ten',
  );
  const first = await note('ben', 'Nothing is counted and nobody is ranked');
  expect(first.text).toContain(`<@${ana.id}> thanks you for Patience`);
  expect(first.text).toContain(thanksText);
  const general = slack.messages('general')[0]?.channel;
  expect(first.text).toContain(
    `everybody in <#${general}> can read it ten minutes after this message. If you press`,
  );
  expect(shownIn(first)).toContain('How I want to be thanked');
  expect(shownIn(first)).toContain('Make private');
  slack.clock.advance(9 * minute);
  await app.runOutbox();
  expect(cards()).toEqual([]);
  slack.clock.advance(minute);
  await app.runOutbox();
  expect(cards()).toHaveLength(1);
  // It still explains to those who read it later.
  const read = await slack.until(() =>
    directMessages('ben').find((one) => shownIn(one).includes('See it in the channel')),
  );
  expect(read.text).toContain('Nothing is counted and nobody is ranked');
  slack.clock.advance(hour);
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  expect(cards()).toHaveLength(2);
  expect(directMessages('ben')).toHaveLength(1);
  expect(refusalsOf(slack)).toEqual([]);
});

test('a shout-out asks Slack for each person once', async () => {
  const { slack, ana, note } = await newHarbor();
  const asked = () => slack.traffic.filter(({ name }) => name === 'users.info').length;
  const before = asked();
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await note('ben', thanksText);
  expect(asked() - before).toBe(2);
});

test('with several people the first message promises nothing that another may refuse', async () => {
  const { slack, app, ana, ben, note, cards } = await newHarbor();
  await ana.send('general', `/shoutout @ben @chiara #patience ${thanksText}`);
  const said = 'only if everyone it thanks is fine with that, at the earliest ten minutes after';
  for (const name of ['ben', 'chiara']) expect((await note(name, thanksText)).text).toContain(said);
  await ben.press(await note('ben', thanksText), 'Make private');
  await note('ben', 'Only those thanked here');
  expect((await note('chiara', thanksText)).text).toContain(said);
  slack.clock.advance(10 * minute);
  await app.runOutbox();
  const later = await note('chiara', 'when everyone who is thanked agrees');
  expect(later.text).not.toContain('ten minutes');
  expect(cards()).toEqual([]);
});

test('a second card within the ten minutes waits as well', async () => {
  const { slack, app, ana, chiara, note, cards } = await newHarbor();
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await note('ben', thanksText);
  slack.clock.advance(minute);
  await chiara.send('general', '/shoutout @ben #patience he counted the coins twice for her');
  expect(cards()).toEqual([]);
  slack.clock.advance(10 * minute);
  await app.runOutbox();
  await app.runOutbox();
  expect(cards()).toHaveLength(2);
});

test('a person who makes the first one private keeps it so, and the giver can’t tell', async () => {
  const { slack, app, ana, ben, note, cards, last } = await newHarbor();
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await ben.press(await note('ben', thanksText), 'Make private');
  await note('ben', 'Only those thanked here');
  slack.clock.advance(hour);
  await app.runOutbox();
  expect(cards()).toEqual([]);
  await ana.send('general', '/care me');
  expect(last('ana').text).toContain('not in the channel yet');
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain('private');
  expect(last('ben').text).toContain(thanksText);
});

test('a person who makes the first one private is asked from then on', async () => {
  const { slack, app, ana, ben, note, cards } = await newHarbor();
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await ben.press(await note('ben', thanksText), 'Make private');
  await note('ben', 'From now on I ask you before thanks to you are shown.');
  slack.clock.advance(hour);
  await app.runOutbox();
  await ana.send('general', '/shoutout @ben #flexibility he found another way round for her');
  await note('ben', 'You wanted to be asked first.');
  expect(cards()).toEqual([]);
});

test('a wish chosen within the ten minutes holds for that card', async () => {
  const { slack, app, ana, ben, note, cards } = await newHarbor();
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await ben.press(await note('ben', thanksText), 'How I want to be thanked');
  const view = await slack.until(() =>
    ben.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
  );
  await ben.submit(view, { wish: 'privately' });
  slack.clock.advance(hour);
  await app.runOutbox();
  await note('ben', 'Only those thanked here');
  expect(cards()).toEqual([]);
});

test('the first card comes although Slack fails at first', async () => {
  const { slack, app, ana, note, cards } = await newHarbor();
  slack.faults.add({ on: 'chat.postMessage', does: 'rate-limit', retryAfter: 20 });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  slack.clock.advance(minute);
  await app.runOutbox();
  await note('ben', thanksText);
  slack.clock.advance(day);
  await app.runOutbox();
  expect(cards()).toHaveLength(1);
});

test('the giver sees the same until the week is over, whatever the answer', async () => {
  const seen: Record<string, string[]> = {};
  for (const answer of ['none', 'Keep it private', 'privately']) {
    const wish = answer === 'privately' ? 'privately' : 'ask';
    const { slack, ana, ben, note, last, cards } = await harborWhere({ ben: wish });
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    const told = await note('ben', thanksText);
    if (answer === 'Keep it private') {
      await ben.press(told, answer);
      await note('ben', 'Only those thanked here');
    }
    const given = last('ana').text;
    await ana.send('general', '/care me');
    const me = last('ana').text;
    await ana.press(last('ana'), 'All I gave');
    await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
    const menu = shownIn(last('ana')).match(/(?<="text":")(?:Edit|Make private|Delete|Show)[^"]*/g);
    slack.clock.advance(7 * day);
    await ana.send('general', '/care me');
    seen[answer] = [given, me, String(menu), last('ana').text];
    expect(last('ana').text).toContain('· private');
    expect(cards()).toEqual([]);
  }
  expect(seen['Keep it private']).toEqual(seen.none);
  expect(seen.privately).toEqual(seen.none);
});

test('a person who kept it private shows it after all', async () => {
  const { slack, ana, ben, note, cards } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Keep it private');
  await ben.press(await note('ben', 'Only those thanked here'), 'Show it in the channel');
  await slack.until(() => cards().length === 1);
  await note('ben', 'thanks you for Patience, in <#');
  expect(refusalsOf(slack)).toEqual([]);
});

test('a person who wants to be asked first sees it alone, and approves it', async () => {
  const { slack, ana, ben, note, cards, last } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  expect(last('ana').text).toContain('decides first who sees it');
  expect(cards()).toEqual([]);
  const asked = await note('ben', 'You wanted to be asked first');
  expect(asked.text).toContain(thanksText);
  await ben.press(asked, 'Post it');
  await slack.until(() => cards().length === 1);
  expect(cards()[0]?.text).toContain(thanksText);
  await note('ben', 'thanks you for Patience, in <#');
  expect(refusalsOf(slack)).toEqual([]);
});

test.each([
  ['first', 'for the first time', 'can read it ten minutes after'],
  ['ask', 'decides first', 'You wanted to be asked first.'],
  ['privately', 'decides first', 'Only those thanked here'],
] as const)(
  'a mention is public, and tells both where the wish is "%s"',
  async (wish, said, told) => {
    const isFirst = wish === 'first';
    const { slack, ana, last, note, cards } = await harborWhere(
      isFirst ? {} : { ben: wish },
      isFirst,
    );
    await ana.send('general', `@Extra Mile thanks @ben #patience ${thanksText}`);
    await slack.until(() => last('ana').ephemeral && last('ana').text.includes('Thank you.'));
    expect(last('ana').text).toContain(said);
    expect(last('ana').text).toContain('Please delete it');
    expect(last('ana').text).not.toMatch(/[Oo]nly (?:they|those you thank) see|before the others/);
    const read = await note('ben', told);
    expect(read.text).toMatch(/It was written in <#C\w+> as well, .* asked them to delete\./);
    expect(cards()).toEqual([]);
  },
);

test('an answer without a card says whom its Undo is about', async () => {
  const { slack, ana, last } = await harborWhere({ ben: 'ask', chiara: 'ask' });
  for (const name of ['ben', 'chiara'] as const) {
    await ana.send('general', `/shoutout @${name} #patience ${thanksText}`);
    expect(last('ana').text).toContain(`Thanks to <@${slack.person(name).id}> for Patience`);
  }
});

test('a form that a mention led to says so, too', async () => {
  const { slack, ana, last, form } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `@Extra Mile thanks @ben ${thanksText} 912 345 678`);
  await slack.until(() => last('ana').ephemeral && last('ana').text.includes('Which skill'));
  await ana.press(last('ana'), 'Open the form');
  await ana.submit(await form('ana'), { skill: 'patience' });
  await ana.submit(await form('ana'), { confirmed: 'confirmed' });
  const shown = await slack.until(() =>
    ana.views().find(({ callback_id }) => callback_id === 'answer'),
  );
  expect(shownIn(shown)).toContain('Please delete it');
});

test('a mention with a customer’s number asks to delete the message', async () => {
  const { slack, ana, last } = await harborWhere({});
  await ana.send('general', `@Extra Mile thanks @ben #patience ${thanksText} 912 345 678`);
  await slack.until(() => last('ana').ephemeral && last('ana').text.includes('912'));
  expect(last('ana').text).toContain('please delete the message');
});

test('a person who wants to be asked first keeps it private', async () => {
  const { slack, ana, ben, note, cards, last } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Keep it private');
  await note('ben', 'Only those thanked here');
  expect(cards()).toEqual([]);
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain(`${thanksText}`);
  expect(refusalsOf(slack)).toEqual([]);
});

test('everyone asked has to agree', async () => {
  const { slack, ana, ben, chiara, note, cards, directMessages } = await harborWhere({
    ben: 'ask',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara @dev #patience ${thanksText}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Post it');
  await note('ben', 'when everyone who is thanked agrees');
  expect(cards()).toEqual([]);
  expect(directMessages('dev').map(({ text }) => text)).toEqual([
    expect.stringContaining('when everyone who is thanked agrees'),
  ]);
  await chiara.press(await note('chiara', 'You wanted to be asked first'), 'Post it');
  await slack.until(() => cards().length === 1);
  await note('ben', 'thanks you for Patience, in <#');
  expect(refusalsOf(slack)).toEqual([]);
});

test('nobody thanked can tell who kept it private; all hear of it at once', async () => {
  const { slack, ana, ben, note, cards, directMessages } = await harborWhere({
    ben: 'ask',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara @dev #patience ${thanksText}`);
  await note('dev', 'when everyone who is thanked agrees');
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Keep it private');
  await note('ben', 'Only those thanked here');
  expect(directMessages('chiara').at(-1)?.text).toContain('You wanted to be asked first');
  slack.clock.advance(7 * day);
  await ana.send('general', '/care me');
  await note('dev', 'Only those thanked here');
  await note('chiara', 'Only those thanked here');
  expect(['ben', 'chiara', 'dev'].map((name) => directMessages(name).length)).toEqual([1, 1, 1]);
  expect(cards()).toEqual([]);
  expect(refusalsOf(slack)).toEqual([]);
});

test('applies the strictest wish to everyone thanked', async () => {
  const { slack, ana, chiara, note, cards } = await harborWhere({
    ben: 'privately',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara @dev #patience ${thanksText}`);
  await note('ben', 'Only those thanked here');
  await note('dev', thanksText);
  await chiara.press(await note('chiara', 'You wanted to be asked first'), 'Post it');
  await note('chiara', 'when everyone who is thanked agrees');
  expect(cards()).toEqual([]);
  expect(refusalsOf(slack)).toEqual([]);
});

test('is private after a week without an answer', async () => {
  const { slack, ana, ben, note, cards, last } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  const asked = await note('ben', 'You wanted to be asked first');
  slack.clock.advance(7 * day);
  await ben.press(asked, 'Post it');
  await note('ben', 'Only those thanked here');
  expect(cards()).toEqual([]);
  await ana.send('general', '/care me');
  expect(last('ana').text).toContain('· private');
  expect(refusalsOf(slack)).toEqual([]);
});

test('expires in the background when something else happens in the workspace', async () => {
  const { slack, ana, note } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await note('ben', 'You wanted to be asked first');
  slack.clock.advance(8 * day);
  await slack.person('chiara').send('general', '/care me');
  await note('ben', 'Only those thanked here');
});

test('consent counts only for the text that was seen', async () => {
  const { slack, ana, ben, note, cards, last, form } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  const asked = await note('ben', 'You wanted to be asked first');
  await ana.send('general', '/care me');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
  await ana.press(last('ana'), 'shoutout.mine/menu', { selected_option: 'Edit' });
  const view = await form('ana');
  // Ben's message isn't updated, so he presses the button of the old one.
  slack.faults.add({ on: 'chat.update', does: 'drop-before' });
  slack.clock.advance(1000);
  await ana.submit(view, { text: 'she was as slow as ever, and still found it' });
  await ben.press(asked, 'Post it');
  const again = await note('ben', 'It was changed since you saw it');
  expect(again.text).toContain('slow as ever');
  expect(cards()).toEqual([]);
  await ben.press(again, 'Keep it private');
  await note('ben', 'Only those thanked here');
});

test('an edit while consent is pending asks everyone again', async () => {
  const { slack, ana, ben, chiara, note, cards, last, form } = await harborWhere({
    ben: 'ask',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara #patience ${thanksText}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Post it');
  await note('ben', 'when everyone who is thanked agrees');
  await ana.send('general', '/care me');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
  await ana.press(last('ana'), 'shoutout.mine/menu', { selected_option: 'Edit' });
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { text: 'they were as slow as ever, and still found it' });
  await chiara.press(await note('chiara', 'slow as ever'), 'Post it');
  await note('chiara', 'when everyone who is thanked agrees');
  expect(cards()).toEqual([]);
  const again = await note('ben', 'slow as ever');
  await ben.press(again, 'Post it');
  await slack.until(() => cards().length === 1);
  expect(refusalsOf(slack)).toEqual([]);
});

test('an edit of posted thanks takes the card away until the new words are agreed to', async () => {
  const { slack, ana, ben, note, cards, form } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Post it');
  const card = await slack.until(() => cards()[0]);
  await note('ben', 'thanks you for Patience, in <#');
  await chooses(slack, 'ana', 'Edit', card);
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { text: 'she was as slow as ever, and still found it' });
  const saved = await slack.until(() => ana.views().find(({ callback_id }) => !callback_id));
  expect(shownIn(saved)).toContain('decides first who sees it');
  await slack.until(() => cards().length === 0);
  await ben.press(await note('ben', 'slow as ever'), 'Post it');
  await slack.until(() => cards()[0]?.text.includes('slow as ever'));
  expect(cards()).toHaveLength(1);
  expect(refusalsOf(slack)).toEqual([]);
});

test('editing updates private thanks, and deleting removes them', async () => {
  const { slack, ana, note, directMessages, last, form } = await harborWhere({ ben: 'privately' });
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  await note('ben', thanksText);
  await ana.send('general', '/care me');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
  const page = last('ana');
  await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Edit' });
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { text: 'she asked twice, and then she found it' });
  await note('ben', 'asked twice');
  expect(directMessages('ben')).toHaveLength(1);
  await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Delete' });
  await answerQuestion(slack, 'ana', 'Delete it');
  await slack.until(() => directMessages('ben').length === 0);
  expect(refusalsOf(slack)).toEqual([]);
});

test('notifies a person who is added to a posted shout-out', async () => {
  const { slack, ana, ben, chiara, note, cards, form } = await harborWhere({});
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  const [card] = cards();
  if (!card) throw new Error('no card');
  await chooses(slack, 'ana', 'Edit', card);
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { people: [ben.id, chiara.id] });
  await note('chiara', 'thanks you for Patience, in <#');
  expect(cards()[0]?.text).toContain(`<@${ben.id}> and <@${chiara.id}>`);
});

test('a person who isn’t in the channel hears of it in a direct message', async () => {
  const { slack, ana, ben, note, cards, last, directMessages } = await harborWhere({
    ben: 'publicly',
    dev: 'publicly',
  });
  slack.person('dev').leave('general');
  await ana.send('general', `/shoutout @dev @ben #patience ${thanksText}`);
  const told = await note('dev', 'thanks you for Patience, in <#');
  expect(told.text).toContain(thanksText);
  expect(told.text).toContain(`/archives/${cards()[0]?.channel}/p`);
  expect(last('ana').text).toContain('Not everybody you thank is in that channel.');
  expect(last('ana').text).not.toContain('dev');
  expect(directMessages('ben').filter(({ text }) => text.includes(thanksText))).toEqual([]);
  await slack.person('dev').press(told, 'Make private');
  await slack.until(() => cards().length === 0);
  expect(refusalsOf(slack)).toEqual([]);
  expect(ben.reads('general').some(({ text }) => text.includes(thanksText))).toBe(false);
});

test('a guest who isn’t in the channel reads neither its name nor a link, also later', async () => {
  const { slack, ana, chiara, note, cards, directMessages } = await harborWhere({ dev: 'ask' });
  slack.person('dev').leave('general');
  slack.admin.changePerson('dev', { guest: 'restricted' });
  await ana.send('general', `/shoutout @dev #patience ${thanksText}`);
  const asked = await note('dev', "would like to show it in a channel that you can't see.");
  await slack.person('dev').press(asked, 'Post it');
  const [card] = await slack.until(() => (cards().length > 0 ? cards() : undefined));
  if (!card) throw new Error('no card');
  await note('dev', "thanks you for Patience, in a channel that you can't see.");
  await chiara.press(card, 'I saw it too');
  await slack.until(() => cards()[0]?.text.includes('saw it too'));
  const told = JSON.stringify(directMessages('dev'));
  expect(told).toContain(thanksText);
  expect(told).not.toContain(card.channel);
  expect(refusalsOf(slack)).toEqual([]);
});

test('Dev, who isn’t in a private channel, hears of it without its name or a link', async () => {
  const { slack, ana, note, last, cards } = await harborWhere({ dev: 'publicly' });
  await ana.send('returns-counter', '/invite @Extra Mile');
  await ana.send('returns-counter', `/shoutout @dev #patience ${thanksText}`);
  const told = await note('dev', "thanks you for Patience, in a channel that you can't see.");
  expect(told.text).toContain(thanksText);
  expect(told.text).not.toContain('/archives/');
  expect(last('ana', 'returns-counter').text).toContain('Not everybody you thank');
  expect(cards('returns-counter')).toHaveLength(1);
  expect(refusalsOf(slack)).toEqual([]);
});

test('a person who isn’t in the channel hears of it although Slack fails at first', async () => {
  const { slack, ana, app, note, directMessages } = await harborWhere({});
  slack.faults.add({ on: 'conversations.members', does: 'drop-before' });
  await ana.send('general', `/shoutout @fumiko #patience ${thanksText}`);
  slack.clock.advance(minute);
  await app.runOutbox();
  await note('fumiko', thanksText);
  slack.clock.advance(hour);
  await app.runOutbox();
  expect(directMessages('fumiko').filter(({ text }) => text.includes(thanksText))).toHaveLength(1);
});
