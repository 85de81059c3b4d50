import { describe, expect, test } from 'vitest';
import { type Transport, transports } from './extra-mile.ts';
import { harbor, shownIn } from './shoutout-story.ts';

const said = 'she found the lost receipt and walked him to the till';

/** Ana has thanked Ben in #general. */
async function thanked(transport: Transport, options: { reportsIn?: string } = {}) {
  const story = await harbor(transport, options);
  await story.ana.send('general', `/shoutout @ben #patience ${said}`);
  const card = () => {
    const [found] = story.cards();
    if (!found) throw new Error('there is no card');
    return found;
  };
  const choose = (name: string, what: string, where = card()) =>
    story.slack.person(name).press(where, 'shoutout.card/menu', { selected_option: what });
  return { ...story, card, choose };
}

describe.each(transports)('over %s', (transport) => {
  test('who gave it edits it, and the card changes with it', async () => {
    const { slack, card, choose, ana, chiara, form, cards } = await thanked(transport);
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

  test('who gave it deletes it and gets the words back; nobody else can', async () => {
    const { slack, cards, choose, said: last } = await thanked(transport);
    await choose('ben', 'Delete');
    await slack.until(() => last('ben').text.includes('Only the person who gave'));
    expect(cards()).toHaveLength(1);
    await choose('ana', 'Delete');
    await slack.until(() => last('ana').text.includes('It is deleted'));
    expect(last('ana').text).toContain(said);
    expect(cards()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test('below the answer it is undone with one press', async () => {
    const { slack, ana, cards, said: last } = await thanked(transport);
    await ana.press(last('ana'), 'Undo');
    await slack.until(() => last('ana').text.includes('It is deleted'));
    expect(cards()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test('whom it thanks makes it private: the card goes, the thanks stay', async () => {
    const { slack, ben, cards, choose, said: last } = await thanked(transport);
    await choose('chiara', 'Make private');
    await slack.until(() => last('chiara').text.includes('Only the person who gave it and those'));
    expect(cards()).toHaveLength(1);
    await choose('ben', 'Make private');
    await slack.until(() => last('ben').text.includes('It is private now'));
    expect(cards()).toEqual([]);
    await ben.send('general', '/care me');
    expect(last('ben').text).toContain(said);
    expect(slack.refusals()).toEqual([]);
  });

  test('"I saw it too" puts a name into the thread, once, and not of those who were in it', async () => {
    const { slack, card, chiara, ben, ana, said: last } = await thanked(transport);
    await chiara.press(card(), 'I saw it too');
    await slack.until(() => last('chiara').text.includes('Your name is in the thread'));
    await chiara.press(card(), 'I saw it too');
    await slack.until(() => last('chiara').text.includes('already'));
    for (const who of [ana, ben]) {
      await who.press(card(), 'I saw it too');
      await slack.until(() => who.reads('general').at(-1)?.text.includes('You were part of it'));
    }
    const inThread = slack
      .messages('general')
      .filter(({ thread_ts, ts }) => thread_ts === card().ts && ts !== card().ts);
    expect(inThread.map(({ text }) => text)).toEqual([`<@${chiara.id}> saw it too.`]);
    expect(slack.refusals()).toEqual([]);
  });

  test('a report arrives once where reports go, and hiding it takes the card away', async () => {
    const {
      slack,
      choose,
      cards,
      said: last,
      ana,
      ben,
    } = await thanked(transport, {
      reportsIn: 'service-desk',
    });
    await choose('chiara', 'Report');
    await choose('dev', 'Report');
    await slack.until(() => last('dev').text.includes('will look at it'));
    const reports = slack.messages('service-desk').filter(({ text }) => text.includes('reports a'));
    expect(reports).toHaveLength(1);
    const [report] = reports;
    if (!report) throw new Error('no report');
    await ben.press(report, 'Hide it');
    await slack.until(() => slack.messages('service-desk').at(-1)?.text.includes('has hidden'));
    expect(cards()).toEqual([]);
    await ana.send('general', '/care me');
    expect(last('ana').text).toContain('hidden by those who look after');
    await ben.send('general', '/care me');
    expect(last('ben').text).not.toContain(said);
    expect(slack.refusals()).toEqual([]);
  });
});

test('the whole skill opens below the card, for the one who presses', async () => {
  const { slack, card, chiara, said: last } = await thanked('socket');
  await chiara.press(card(), 'Read the skill');
  await slack.until(() => last('chiara').text.includes('For a colleague'));
  expect(last('chiara').ephemeral).toBe(true);
});

test('a card that somebody deleted does not keep its shout-out from being edited', async () => {
  const { slack, ana, form, cards, card, choose, said: last } = await thanked('socket');
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

test('edited in a channel that does not answer, it is saved, and the form says so', async () => {
  const { slack, ana, form, choose } = await thanked('socket');
  await choose('ana', 'Edit');
  const view = await form('ana');
  slack.faults.add({ on: 'chat.update', does: 'drop-before' });
  await ana.submit(view, { text: 'she asked twice, and then she found it' });
  const shown = await slack.until(() => ana.views().find(({ callback_id }) => !callback_id));
  expect(shownIn(shown)).toContain('Saved. I can');
});

test('a card that can’t be taken away says so, and goes at the next try', async () => {
  const { slack, choose, cards, said: last } = await thanked('socket');
  slack.faults.add({ on: 'chat.delete', does: 'rate-limit', retryAfter: 1 });
  await choose('ben', 'Make private');
  await slack.until(() => last('ben').text.includes('did not let me take the card'));
  expect(cards()).toHaveLength(1);
  slack.clock.advance(2000);
  await choose('ben', 'Make private');
  await slack.until(() => cards().length === 0);
});

test('a witness whose line Slack doesn’t take is asked to press again', async () => {
  const { slack, card, chiara, said: last } = await thanked('socket');
  slack.faults.add({ on: 'chat.postMessage', does: 'error', error: 'restricted_action' });
  await chiara.press(card(), 'I saw it too');
  await slack.until(() => last('chiara').text.includes('press it once more'));
  await chiara.press(card(), 'I saw it too');
  await slack.until(() => last('chiara').text.includes('Your name is in the thread'));
});

/** A call with the app's own token, as if somebody else had made it. */
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
