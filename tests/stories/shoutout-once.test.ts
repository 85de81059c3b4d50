import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { transports } from './extra-mile.ts';
import { cardsIn, harbor, harborSlack, hour } from './shoutout-story.ts';

const said = 'she found the lost receipt and walked him to the till';

describe.each(transports)('over %s', (transport) => {
  test('a form that is sent twice gives one shout-out', async () => {
    const { slack, ana, ben, cards, form } = await harbor(transport);
    await ana.send('general', '/shoutout');
    const view = await form('ana');
    const filled = { people: [ben.id], skill: 'patience', text: said };
    await Promise.all([ana.submit(view, filled), ana.submit(view, filled)]);
    await slack.until(() => cards().length > 0);
    expect(cards()).toHaveLength(1);
    await ana.send('general', '/care me');
    expect(ana.reads('general').at(-1)?.text.split(said)).toHaveLength(2);
    expect(slack.refusals()).toEqual([]);
  });

  test('a mention that Slack brings twice gives one shout-out', async () => {
    const { slack, ana, cards } = await harbor(transport);
    slack.faults.add({ on: 'app_mention', does: 'twice' });
    await ana.send('general', `@Extra Mile shoutout @ben #patience ${said}`);
    const delivered = () => slack.traffic.filter(({ name }) => name === 'app_mention');
    await slack.until(() => cards().length > 0 && delivered().length === 2);
    expect(cards()).toHaveLength(1);
  });

  test('a line that a nervous thumb sends twice gives one shout-out', async () => {
    const { ana, cards } = await harbor(transport);
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    expect(ana.reads('general').at(-1)?.text).toContain('The card is in the channel.');
    expect(cards()).toHaveLength(1);
  });

  test('what was taken back can be given again at once', async () => {
    const { slack, ana, cards, said: last } = await harbor(transport);
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    await ana.press(last('ana'), 'Undo');
    await slack.until(() => cards().length === 0);
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    expect(cards()).toHaveLength(1);
  });

  test('the same words an hour later are thanks of their own', async () => {
    const { slack, ana, cards } = await harbor(transport);
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    slack.clock.advance(hour);
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    expect(cards()).toHaveLength(2);
  });

  test('a store that is down gives the words back, and nothing is posted', async () => {
    const slack = await harborSlack();
    const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
    const state = { isDown: false };
    const {
      ana,
      ben,
      cards,
      said: last,
      form,
      log,
    } = await harbor(transport, {
      slack,
      store: downWhen(store, state),
    });
    await ana.send('general', '/shoutout');
    const view = await form('ana');
    state.isDown = true;
    const sent = await ana.send('general', `/shoutout @ben #patience ${said}`);
    expect(sent).toMatchObject({ ok: true });
    expect(last('ana').text).toContain(said);
    const filled = { people: [ben.id], skill: 'patience', text: said };
    expect(await ana.submit(view, filled)).toMatchObject({ ok: true });
    const kept = await form('ana');
    expect(kept.errors.text).toContain('Press the button again in a minute');
    expect(kept.state.values.text?.text).toMatchObject({ value: said });
    expect(cards()).toEqual([]);
    state.isDown = false;
    await ana.submit(kept);
    expect(cards()).toHaveLength(1);
    expect(log.text()).not.toContain('receipt');
  });
});

/** A store whose engine is gone while `state` says so. */
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

test('two replicas on one store give a twice-delivered mention and a twice-sent form once', async () => {
  const slack = await harborSlack();
  const folder = mkdtempSync(join(tmpdir(), 'replicas-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const opened = () => openStore({ url, clock: slack.clock, log: recordedLog() });
  const one = await harbor('socket', { slack, store: await opened() });
  const other = await harbor('socket', { slack, store: await opened() });
  slack.faults.add({ on: 'app_mention', does: 'twice' });
  await one.ana.send('general', `@Extra Mile shoutout @ben #patience ${said}`);
  await slack.until(() => one.cards().length > 0);
  await one.ana.send('general', '/shoutout');
  const view = await one.form('ana');
  const filled = { people: [one.ben.id], skill: 'flexibility', text: said };
  await Promise.all([one.ana.submit(view, filled), one.ana.submit(view, filled)]);
  await slack.until(() => one.cards().length > 1);
  expect(other.cards()).toHaveLength(2);
  expect([one, other].every(({ log }) => log.lines.length > 0)).toBe(true);
});

describe('when nobody knows whether the card was posted', () => {
  test('it is kept, not doubled, and known again at the first press of its buttons', async () => {
    const { slack, ana, chiara, said: last } = await harbor('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    const answer = last('ana');
    expect(answer.text).toContain("can't tell yet whether its card is in the channel");
    const [card, ...more] = cardsIn(slack);
    expect(more).toEqual([]);
    if (!card) throw new Error('no card');
    await chiara.press(card, 'I saw it too');
    await slack.until(() => last('chiara').text.includes('Your name is in the thread'));
    await ana.press(answer, 'Show it in the channel');
    await slack.until(() => last('ana').text.includes('Its card is in the channel'));
    expect(cardsIn(slack)).toHaveLength(1);
  });

  test('it is not lost: it is shown with one press where it did not come', async () => {
    const { slack, ana, said: last } = await harbor('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'drop-before' });
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    expect(cardsIn(slack)).toEqual([]);
    await ana.press(last('ana'), 'Show it in the channel');
    await slack.until(() => cardsIn(slack).length === 1);
  });

  test('when Slack is slow the answer is in time, and the card comes after it', async () => {
    const { slack, ana, said: last } = await harbor('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'delay', ms: 2600 });
    const sent = await ana.send('general', `/shoutout @ben #patience ${said}`);
    expect(sent).toMatchObject({ ok: true });
    expect(last('ana').text).toContain("can't tell yet");
    slack.clock.advance(2600);
    await slack.until(() => cardsIn(slack).length === 1);
  });

  test('a card of a shout-out that was deleted meanwhile goes at its first press', async () => {
    const { slack, ana, chiara, said: last } = await harbor('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'drop-after' });
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    await ana.press(last('ana'), 'Undo');
    await slack.until(() => last('ana').text.includes('It is deleted'));
    const [card] = cardsIn(slack);
    if (!card) throw new Error('no card');
    await chiara.press(card, 'I saw it too');
    await slack.until(() => cardsIn(slack).length === 0);
    await slack.until(() => last('chiara').text.includes('was taken back'));
  });
});

test('when Slack can’t say who somebody is, the words come back in time', async () => {
  const { slack, ana, said: last } = await harbor('socket');
  slack.faults.add({ on: 'users.info', does: 'delay', ms: 4000, times: 2 });
  const sent = await ana.send('general', `/shoutout @ben #patience ${said}`);
  expect(sent).toMatchObject({ ok: true });
  expect(last('ana').text).toContain(said);
  expect(cardsIn(slack)).toEqual([]);
});
