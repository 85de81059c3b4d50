import { expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import { day, harbor, hour, shownIn } from './shoutout-story.ts';

const said = 'she found the lost receipt and walked him to the till';

/** People who have chosen how they want to be thanked, by their names. */
async function harborWhere(wishes: Record<string, 'publicly' | 'ask' | 'privately'>) {
  const story = await harbor('socket');
  const { slack } = story;
  for (const [name, wish] of Object.entries(wishes)) {
    const person = slack.person(name);
    await person.send('general', '/care me');
    await person.press(story.said(name), 'How I want to be thanked');
    const view = await slack.until(() =>
      person.views().find(({ callback_id }) => callback_id === 'shoutout.choose'),
    );
    await person.submit(view, { wish });
    const [saved] = person.views();
    expect(saved && shownIn(saved)).toContain('Saved.');
    if (saved) await person.closeView(saved);
  }
  const note = (name: string, words: string): Promise<MessageView> =>
    slack.until(() => story.told(name).findLast(({ text }) => text.includes(words)));
  return { ...story, note };
}

test('the first thanks bring one note that says what this is, and no later ones do', async () => {
  const { slack, ana, told, note, cards } = await harborWhere({});
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  const first = await note('ben', 'Nothing is counted and nobody is ranked');
  expect(first.text).toContain(`<@${ana.id}> has thanked you for Patience`);
  expect(shownIn(first)).toContain('How I want to be thanked');
  slack.clock.advance(hour);
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  expect(cards()).toHaveLength(2);
  expect(told('ben')).toHaveLength(1);
  expect(slack.refusals()).toEqual([]);
});

test('who wants to be asked first sees it alone, and agrees to it', async () => {
  const { slack, ana, ben, note, cards, said: last } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  expect(last('ana').text).toContain('wants to be asked first');
  expect(cards()).toEqual([]);
  const asked = await note('ben', 'You wanted to be asked first');
  expect(asked.text).toContain(said);
  await ben.press(asked, 'Post it');
  await slack.until(() => cards().length === 1);
  expect(cards()[0]?.text).toContain(said);
  await note('ben', 'thanks you for Patience, in <#');
  expect(slack.refusals()).toEqual([]);
});

test('who wants to be asked first keeps it private, and it stays theirs', async () => {
  const { slack, ana, ben, note, cards, said: last } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Keep it private');
  await note('ben', 'Only those thanked here');
  expect(cards()).toEqual([]);
  await ben.send('general', '/care me');
  expect(last('ben').text).toContain(`${said}`);
  expect(slack.refusals()).toEqual([]);
});

test('of several people all who are asked have to agree', async () => {
  const { slack, ana, ben, chiara, note, cards, told } = await harborWhere({
    ben: 'ask',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara @dev #patience ${said}`);
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Post it');
  await note('ben', 'when everyone who is thanked agrees');
  expect(cards()).toEqual([]);
  expect(told('dev')).toEqual([]);
  await chiara.press(await note('chiara', 'You wanted to be asked first'), 'Post it');
  await slack.until(() => cards().length === 1);
  await note('ben', 'thanks you for Patience, in <#');
  expect(slack.refusals()).toEqual([]);
});

test('one who keeps it private keeps it so for all, who each hear of it', async () => {
  const { slack, ana, ben, note, cards, told } = await harborWhere({ ben: 'ask', chiara: 'ask' });
  await ana.send('general', `/shoutout @ben @chiara @dev #patience ${said}`);
  await note('chiara', 'You wanted to be asked first');
  await ben.press(await note('ben', 'You wanted to be asked first'), 'Keep it private');
  await note('dev', 'Only those thanked here');
  await note('chiara', 'Only those thanked here');
  expect(['ben', 'chiara', 'dev'].map((name) => told(name).length)).toEqual([1, 1, 1]);
  expect(cards()).toEqual([]);
  expect(slack.refusals()).toEqual([]);
});

test('the strictest wish holds for everyone who is thanked', async () => {
  const {
    slack,
    ana,
    note,
    cards,
    said: last,
  } = await harborWhere({
    ben: 'privately',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara @dev #patience ${said}`);
  expect(last('ana').text).toContain('Only those you thank see it');
  for (const name of ['ben', 'chiara', 'dev']) await note(name, 'Only those thanked here');
  expect(cards()).toEqual([]);
  expect(slack.refusals()).toEqual([]);
});

test('after a week without an answer it is private, whoever looks first', async () => {
  const { slack, ana, ben, note, cards, said: last } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  const asked = await note('ben', 'You wanted to be asked first');
  slack.clock.advance(7 * day);
  await ben.press(asked, 'Post it');
  await note('ben', 'Only those thanked here');
  expect(cards()).toEqual([]);
  await ana.send('general', '/care me');
  expect(last('ana').text).toContain('· private');
  expect(slack.refusals()).toEqual([]);
});

test('what waits too long becomes private by itself when anything else happens here', async () => {
  const { slack, ana, note } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  await note('ben', 'You wanted to be asked first');
  slack.clock.advance(8 * day);
  await slack.person('chiara').send('general', '/care me');
  await note('ben', 'Only those thanked here');
});

test('an agreement is one to the words that were seen: what was edited since is shown again', async () => {
  const { slack, ana, ben, note, cards, said: last, form } = await harborWhere({ ben: 'ask' });
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  const asked = await note('ben', 'You wanted to be asked first');
  await ana.send('general', '/care me');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
  await ana.press(last('ana'), 'shoutout.mine/menu', { selected_option: 'Edit' });
  const view = await form('ana');
  // Ben's message can't be changed just now, so he presses the button of the old one.
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

test('who agreed before it was edited is asked anew, with the words as they are now', async () => {
  const {
    slack,
    ana,
    ben,
    chiara,
    note,
    cards,
    said: last,
    form,
  } = await harborWhere({
    ben: 'ask',
    chiara: 'ask',
  });
  await ana.send('general', `/shoutout @ben @chiara #patience ${said}`);
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
  expect(slack.refusals()).toEqual([]);
});

test('edited private thanks change in the direct message, and deleted ones leave it', async () => {
  const { slack, ana, note, told, said: last, form } = await harborWhere({ ben: 'privately' });
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  await note('ben', said);
  await ana.send('general', '/care me');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
  const page = last('ana');
  await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Edit' });
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { text: 'she asked twice, and then she found it' });
  await note('ben', 'asked twice');
  expect(told('ben')).toHaveLength(1);
  await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Delete' });
  await slack.until(() => told('ben').length === 0);
  expect(slack.refusals()).toEqual([]);
});

test('whoever is added to a posted one hears of it, because a changed card tells nobody', async () => {
  const { slack, ana, ben, chiara, note, cards, form } = await harborWhere({});
  await ana.send('general', `/shoutout @ben #patience ${said}`);
  const [card] = cards();
  if (!card) throw new Error('no card');
  await ana.press(card, 'shoutout.card/menu', { selected_option: 'Edit' });
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { people: [ben.id, chiara.id] });
  await note('chiara', 'thanks you for Patience, in <#');
  expect(cards()[0]?.text).toContain(`<@${ben.id}> and <@${chiara.id}>`);
});
