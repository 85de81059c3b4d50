import { describe, expect, test } from 'vitest';
import { transports } from './extra-mile.ts';
import {
  answerQuestion,
  choicesOf,
  chooses,
  reportFormOf,
  shownIn,
  thankedStory,
  thanksText,
} from './shoutout-story.ts';

describe.each(transports)('over %s', (transport) => {
  test('the giver edits it, and the card changes', async () => {
    const { slack, card, choose, ana, chiara, form, cards } = await thankedStory(transport);
    await choose('ana', 'Edit');
    const text = 'she asked twice, and then she found the receipt';
    const view = await form('ana');
    await ana.submit(view, { text, skill: 'good-listener', people: [chiara.id] });
    await slack.until(() => card().text.includes('asked twice'));
    expect(card().text).toContain(`Thanks to <@${chiara.id}> for`);
    expect(cards()).toHaveLength(1);
    expect(ana.views()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test('"More" offers what the person who presses may do', async () => {
    const { slack, card } = await thankedStory(transport);
    const labels = async (name: string) =>
      shownIn(await choicesOf(slack, name, card())).match(
        /(?<="text":")(?:Edit|Make private|Delete|Report)(?=")/g,
      );
    expect(await labels('ana')).toEqual(['Edit', 'Make private', 'Delete']);
    expect(await labels('ben')).toEqual(['Make private', 'Report']);
    expect(await labels('chiara')).toEqual(['Report']);
    expect(shownIn(card())).not.toContain('overflow');
    expect(slack.refusals()).toEqual([]);
  });

  test('deleting asks first, and gives the text back', async () => {
    const { slack, card, cards, choose, last } = await thankedStory(transport);
    await chooses(slack, 'ana', 'Delete', card());
    await answerQuestion(slack, 'ana', 'Keep it');
    await slack.until(() => last('ana').text.includes('It stays as it is'));
    expect(cards()).toHaveLength(1);
    await choose('ana', 'Delete');
    await slack.until(() => last('ana').text.includes('It is deleted'));
    expect(last('ana').text).toContain(thanksText);
    expect(cards()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test('undo deletes it', async () => {
    const { slack, ana, cards, last } = await thankedStory(transport);
    await ana.press(last('ana'), 'Undo');
    await slack.until(() => last('ana').text.includes('It is deleted'));
    expect(cards()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test('a thanked person makes it private: the card goes, the thanks stay', async () => {
    const { slack, ben, cards, choose, last } = await thankedStory(transport);
    await choose('ben', 'Make private');
    await slack.until(() => last('ben').text.includes('It is private now'));
    expect(cards()).toEqual([]);
    await ben.send('general', '/care me');
    expect(last('ben').text).toContain(thanksText);
    expect(slack.refusals()).toEqual([]);
  });

  test('"I saw it too" puts a name on the card once, except for giver and thanked', async () => {
    const { slack, card, chiara, ben, ana, last } = await thankedStory(transport);
    await chiara.press(card(), 'I saw it too');
    await slack.until(() => last('chiara').text.includes('Your name is on the card'));
    await chiara.press(card(), 'I saw it too');
    await slack.until(() => last('chiara').text.includes('already'));
    for (const who of [ana, ben]) {
      await who.press(card(), 'I saw it too');
      await slack.until(() => who.reads('general').at(-1)?.text.includes('You were part of it'));
    }
    expect(card().text.split(`<@${chiara.id}> saw it too.`)).toHaveLength(2);
    expect(slack.refusals()).toEqual([]);
  });

  test('posts one report, and hiding it deletes the card', async () => {
    const { slack, card, choose, cards, last, ana, ben } = await thankedStory(transport, {
      reportsIn: 'service-desk',
    });
    await choose('chiara', 'Report');
    await chooses(slack, 'dev', 'Report', card());
    const form = await slack.until(() => reportFormOf(slack, 'dev'));
    expect(shownIn(form)).toContain('Nobody else learns that you reported it');
    const dev = slack.person('dev');
    await dev.submit(form, { why: ' ' });
    expect(dev.views()[0]?.errors).toEqual({ why: 'Please write a word or two.' });
    await dev.submit(form, { why: 'it is about me' });
    await slack.until(() => dev.views().some((view) => shownIn(view).includes('will look at it')));
    const reports = slack.messages('service-desk').filter(({ text }) => text.includes('reports a'));
    expect(reports).toHaveLength(1);
    expect(reports[0]?.text).toContain('it names a customer');
    expect(reports[0]?.text).toContain(`<@${dev.id}>\nit is about me`);
    for (const name of ['ana', 'ben'])
      expect(JSON.stringify([slack.person(name).reads('Extra Mile'), card()])).not.toContain(
        dev.id,
      );
    const [report] = reports;
    if (!report) throw new Error('no report');
    await slack.person('erin').press(report, 'Hide it');
    await slack.until(() => slack.messages('service-desk').at(-1)?.text.includes('has hidden'));
    expect(cards()).toEqual([]);
    await ana.send('general', '/care me');
    expect(last('ana').text).toContain('hidden by those who look after');
    await ben.send('general', '/care me');
    expect(last('ben').text).not.toContain(thanksText);
    expect(slack.refusals()).toEqual([]);
  });
});

test('the skill opens below the card for the person who presses', async () => {
  const { slack, card, chiara, last } = await thankedStory('socket');
  await chiara.press(card(), 'Read the skill');
  await slack.until(() => last('chiara').text.includes('For a colleague'));
  expect(last('chiara').ephemeral).toBe(true);
});

test('a shout-out can be edited after its card was deleted in Slack', async () => {
  const { slack, ana, form, cards, card, choose, last } = await thankedStory('socket');
  await choose('ana', 'Edit');
  const view = await form('ana');
  const { channel, ts } = card();
  await call(slack, 'chat.delete', { channel, ts });
  await ana.submit(view, { text: 'she asked twice, and then she found it' });
  const shown = await slack.until(() => ana.views().find(({ callback_id }) => !callback_id));
  expect(shownIn(shown)).toContain('Its card was deleted');
  expect(cards()).toEqual([]);
  await ana.closeView(shown);
  await ana.send('general', '/care me');
  expect(last('ana').text).toContain('she asked twice');
  await ana.press(last('ana'), 'All I gave');
  await slack.until(() => shownIn(last('ana')).includes('shoutout.mine/menu'));
  const page = last('ana');
  await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Edit' });
  slack.clock.advance(1000);
  await ana.submit(await form('ana'), { text: 'she asked twice, and then it was there' });
  const again = await slack.until(() => ana.views().find(({ callback_id }) => !callback_id));
  expect(shownIn(again)).toContain('Saved.');
  expect(cards()).toEqual([]);
  await ana.press(page, 'shoutout.mine/menu', { selected_option: 'Show it in the channel' });
  await slack.until(() => cards().length === 1);
  expect(card().text).toContain('she asked twice');
});

test('a name comes onto the card when Slack takes it', async () => {
  const { slack, card, chiara, last } = await thankedStory('socket');
  slack.faults.add({ on: 'chat.update', does: 'error', error: 'internal_error' });
  await chiara.press(card(), 'I saw it too');
  await slack.until(() => last('chiara').text.includes('comes onto the card in a moment'));
  await chiara.press(card(), 'I saw it too');
  await slack.until(() => last('chiara').text.includes('You have said so already'));
});

/** A call with the app's token, as if somebody else had made it. */
async function call(
  slack: { readonly apiUrl: string; readonly botToken: () => string },
  method: string,
  body: object,
): Promise<void> {
  const answer = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.botToken()}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(body),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}
