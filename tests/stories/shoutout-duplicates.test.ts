import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { transports } from './extra-mile.ts';
import { cardsIn, harborSlack, hour, shoutoutStory } from './shoutout-story.ts';

const thanksText = 'she found the lost receipt and walked him to the till';

describe.each(transports)('over %s', (transport) => {
  test('a form sent twice gives one shout-out', async () => {
    const { slack, ana, ben, cards, form } = await shoutoutStory(transport);
    await ana.send('general', '/shoutout');
    const view = await form('ana');
    const filled = { people: [ben.id], skill: 'patience', text: thanksText };
    await Promise.all([ana.submit(view, filled), ana.submit(view, filled)]);
    await slack.until(() => cards().length > 0);
    expect(cards()).toHaveLength(1);
    await ana.send('general', '/care me');
    expect(ana.reads('general').at(-1)?.text.split(thanksText)).toHaveLength(2);
    expect(slack.refusals()).toEqual([]);
  });

  test('a mention delivered twice gives one shout-out', async () => {
    const { slack, ana, cards } = await shoutoutStory(transport);
    slack.faults.add({ on: 'app_mention', does: 'twice' });
    await ana.send('general', `@Extra Mile shoutout @ben #patience ${thanksText}`);
    const delivered = () => slack.traffic.filter(({ name }) => name === 'app_mention');
    await slack.until(() => cards().length > 0 && delivered().length === 2);
    expect(cards()).toHaveLength(1);
  });

  test('a command sent twice by accident gives one shout-out', async () => {
    const { ana, cards } = await shoutoutStory(transport);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(ana.reads('general').at(-1)?.text).toContain('The card is in the channel.');
    expect(cards()).toHaveLength(1);
  });

  test('the same words with a link keep the link', async () => {
    const { ana, ben, cards, form } = await shoutoutStory(transport);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    await ana.send('general', '/shoutout');
    const link = 'https://example.com/case/7';
    const filled = { people: [ben.id], skill: 'patience', text: thanksText, link };
    await ana.submit(await form('ana'), filled);
    expect(cards().at(-1)?.text).toContain(link);
  });

  test('what Slack refuses neither counts for the day nor for the form', async () => {
    const { slack, ana, ben, cards, form, last } = await shoutoutStory(transport);
    const refuse = () =>
      slack.faults.add({ on: 'chat.postMessage', does: 'error', error: 'restricted_action' });
    await ana.send('general', '/shoutout');
    refuse();
    const filled = { people: [ben.id], skill: 'patience', text: thanksText };
    await ana.submit(await form('ana'), filled);
    expect((await form('ana')).errors.channel).toContain('Slack does not let me post there');
    await ana.submit(await form('ana'), filled);
    expect(cards()).toHaveLength(1);
    for (let times = 1; times < 25; times += 1) {
      refuse();
      await ana.send('general', `/shoutout @ben #patience he waited ${times} times for me`);
    }
    await ana.send('general', '/shoutout @ben #patience he waited once more for me');
    expect(last('ana').text).toContain('The card is in the channel.');
  });

  test('an undone shout-out can be given again at once', async () => {
    const { slack, ana, cards, last } = await shoutoutStory(transport);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    await ana.press(last('ana'), 'Undo');
    await slack.until(() => cards().length === 0);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(cards()).toHaveLength(1);
  });

  test('the same text an hour later is a second shout-out', async () => {
    const { slack, ana, cards } = await shoutoutStory(transport);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    slack.clock.advance(hour);
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(cards()).toHaveLength(2);
  });

  test('returns the text and posts nothing while the store is down', async () => {
    const slack = await harborSlack();
    const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
    const state = { isDown: false };
    const { ana, ben, cards, last, form, log } = await shoutoutStory(transport, {
      slack,
      store: downWhen(store, state),
    });
    await ana.send('general', '/shoutout');
    const view = await form('ana');
    state.isDown = true;
    const sent = await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(sent).toMatchObject({ ok: true });
    expect(last('ana').text).toContain('this one was not given, and nothing was changed');
    expect(last('ana').text).toContain(thanksText);
    const filled = { people: [ben.id], skill: 'patience', text: thanksText };
    expect(await ana.submit(view, filled)).toMatchObject({ ok: true });
    const kept = await form('ana');
    expect(kept.errors.text).toContain('Press the button again in a minute');
    expect(kept.state.values.text?.text).toMatchObject({ value: thanksText });
    expect(cards()).toEqual([]);
    state.isDown = false;
    await ana.submit(kept);
    expect(cards()).toHaveLength(1);
    expect(log.text()).not.toContain('receipt');
  });
});

/** A store that fails while `state.isDown`. */
function downWhen(store: Store, state: { readonly isDown: boolean }): Store {
  const gone = async () => {
    throw new StoreUnavailable(new Error('gone'));
  };
  const asks = ['get', 'getMany', 'setMany', 'update', 'claim', 'release', 'withLock'] as const;
  const faulty = asks.map((name) => [
    name,
    (...args: never[]) =>
      state.isDown ? gone() : (store[name] as (...given: never[]) => unknown)(...args),
  ]);
  return { ...store, ...Object.fromEntries(faulty) } as Store;
}

test('two replicas give a mention and a form that arrive twice once', async () => {
  const slack = await harborSlack();
  const folder = mkdtempSync(join(tmpdir(), 'replicas-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const opened = () => openStore({ url, clock: slack.clock, log: recordedLog() });
  const one = await shoutoutStory('socket', { slack, store: await opened() });
  const other = await shoutoutStory('socket', { slack, store: await opened() });
  slack.faults.add({ on: 'app_mention', does: 'twice' });
  await one.ana.send('general', `@Extra Mile shoutout @ben #patience ${thanksText}`);
  await slack.until(() => one.cards().length > 0);
  await one.ana.send('general', '/shoutout');
  const view = await one.form('ana');
  const filled = { people: [one.ben.id], skill: 'flexibility', text: thanksText };
  await Promise.all([one.ana.submit(view, filled), one.ana.submit(view, filled)]);
  await slack.until(() => one.cards().length > 1);
  expect(other.cards()).toHaveLength(2);
  expect([one, other].every(({ log }) => log.lines.length > 0)).toBe(true);
});

describe('when the post of a card is not confirmed', () => {
  test('stores it, and records the card at the first press of its buttons', async () => {
    const { slack, ana, chiara, last } = await shoutoutStory('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    const answer = last('ana');
    expect(answer.text).toContain("can't tell yet whether its card is in the channel");
    const [card, ...more] = cardsIn(slack);
    expect(more).toEqual([]);
    if (!card) throw new Error('no card');
    await chiara.press(card, 'I saw it too');
    await slack.until(() => last('chiara').text.includes('Your name is on the card'));
    await ana.press(answer, 'Show it in the channel');
    await slack.until(() => last('ana').text.includes('Its card has been posted in'));
    expect(cardsIn(slack)).toHaveLength(1);
  });

  test('a button posts a card that did not arrive', async () => {
    const { slack, ana, last } = await shoutoutStory('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'drop-before' });
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(cardsIn(slack)).toEqual([]);
    await ana.press(last('ana'), 'Show it in the channel');
    await slack.until(() => cardsIn(slack).length === 1);
  });

  test('replies in time when Slack is slow, and the card follows', async () => {
    const { slack, ana, last } = await shoutoutStory('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'delay', ms: 2600 });
    const sent = await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(sent).toMatchObject({ ok: true });
    expect(last('ana').text).toContain("can't tell yet");
    slack.clock.advance(2600);
    await slack.until(() => cardsIn(slack).length === 1);
  });

  test('deletes the card of a deleted shout-out at its first press', async () => {
    const { slack, ana, chiara, last } = await shoutoutStory('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    await ana.press(last('ana'), 'Undo');
    await slack.until(() => last('ana').text.includes('It is deleted'));
    const [card] = cardsIn(slack);
    if (!card) throw new Error('no card');
    await chiara.press(card, 'I saw it too');
    await slack.until(() => cardsIn(slack).length === 0);
    await slack.until(() => last('chiara').text.includes('was taken back'));
  });
});

test('returns the text in time when a lookup is slow', async () => {
  const { slack, ana, last } = await shoutoutStory('socket');
  slack.faults.add({ on: 'users.info', does: 'delay', ms: 4000, times: 2 });
  const sent = await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  expect(sent).toMatchObject({ ok: true });
  expect(last('ana').text).toContain(thanksText);
  expect(cardsIn(slack)).toEqual([]);
});
