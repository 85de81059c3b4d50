import { describe, expect, test } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { mark } from '../content/language-folder.ts';
import { eventually } from '../eventually.ts';
import { ourContent } from '../our-content.ts';
import { recordedLog } from '../recorded-log.ts';
import { transports } from './extra-mile.ts';
import { bilingualSlack, bilingualStory } from './languages-story.ts';

const [minute, hour] = [60_000, 3_600_000];
const thanks = 'she found the lost receipt and walked him to the till';

describe.each(transports)('over %s', (transport) => {
  test('everybody is answered in the language that Slack says of them', async () => {
    const { slack, ana, chiara, last } = await bilingualStory(transport);
    await ana.send('general', '/care patience');
    expect(last('ana').text).toContain('Skill 12 of 16\nPatience');
    await chiara.send('general', '/care patience');
    expect(last('chiara').text).toContain(`${mark}Skill 12 of 16\n${mark}Patience`);
    await ana.send('general', '/care patience');
    expect(last('ana').text).toContain('Skill 12 of 16\nPatience');
    await chiara.press(last('chiara'), `${mark}More`);
    await slack.until(() => last('chiara').text.includes(`${mark}Related`));
    await chiara.send('general', '@Extra Mile help');
    await slack.until(() => last('chiara').text.includes(`${mark}How to ask`));
    await chiara.openHome();
    await slack.until(() => JSON.stringify(chiara.home() ?? {}).includes(`${mark}Welcome`));
    expect(slack.refusals()).toEqual([]);
  });

  test('what is posted in a channel is in its language, whoever caused it', async () => {
    const { slack, ana, chiara, last } = await bilingualStory(transport);
    await ana.send('service-desk', '/care patience');
    await ana.press(last('ana', 'service-desk'), 'Share here');
    const shared = await slack.until(() =>
      slack.messages('service-desk').find(({ text }) => text.includes(`${mark}Patience`)),
    );
    expect(shared.text).toContain(`${mark}Shared by`);
    await chiara.send('general', '/care tips on 14:00 daily');
    await slack.until(() => last('chiara').text.includes(`${mark}Care tips in this channel`));
    const told = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.includes('14:00')),
    );
    expect(told.text).not.toContain(mark);
    slack.clock.advance(hour);
    const tip = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.includes('Care tip ·')),
    );
    expect(tip.text).not.toContain(mark);
    expect(slack.refusals()).toEqual([]);
  });

  test('a card is in the channel’s language, its notice in that of the person thanked', async () => {
    const { slack, app, ana, last } = await bilingualStory(transport);
    await ana.send('general', `/shoutout @chiara #patience ${thanks}`);
    await slack.until(() => last('chiara', 'Extra Mile').text.includes(`${mark}Patience`));
    await ana.send('service-desk', `/shoutout @dev #patience ${thanks}`);
    await slack.until(() => last('dev', 'Extra Mile').text.includes('Patience'));
    expect(last('dev', 'Extra Mile').text).not.toContain(mark);
    slack.clock.advance(11 * minute);
    await app.runOutbox();
    const cardIn = (channel: string) =>
      slack.until(() => slack.messages(channel).find(({ text }) => text.includes(thanks)));
    expect((await cardIn('general')).text).not.toContain(mark);
    expect((await cardIn('service-desk')).text).toContain(`${mark}Patience`);
    expect(slack.refusals()).toEqual([]);
  });
});

test('a person chooses the language of their answers, in words or with a button', async () => {
  const { slack, ana, last } = await bilingualStory('http');
  await ana.send('general', '/care language');
  expect(last('ana').text).toContain('I answer you in English, as in Slack.');
  await ana.send('general', '/care language français');
  expect(last('ana').text).toContain(`${mark}I answer you in français, as you chose.`);
  await ana.send('general', '/care patience');
  expect(last('ana').text).toContain(`${mark}Patience`);
  await ana.send('general', '/care language klingon');
  expect(last('ana').text).toContain(`${mark}I don't have that language. Nothing was changed.`);
  await ana.press(last('ana'), 'English');
  await slack.until(() => last('ana').text.includes('I answer you in English, as you chose.'));
  await ana.press(last('ana'), 'As in Slack');
  await slack.until(() => last('ana').text.includes('I answer you in English, as in Slack.'));
  await ana.send('general', '/care language barrier');
  expect(last('ana').text).not.toContain('I answer you in');
  expect(slack.refusals()).toEqual([]);
});

test('a language that Slack hasn’t told isn’t said to be missing', async () => {
  const { slack, chiara, last } = await bilingualStory('http');
  slack.faults.add({ on: 'users.info', does: 'rate-limit', retryAfter: 30 });
  await chiara.send('general', '/care language');
  expect(last('chiara').text).toContain("in English. Slack hasn't told me");
  slack.admin.changePerson('chiara', { locale: 'de-DE' });
  await eventually(async () => {
    await chiara.send('general', '/care language');
    expect(last('chiara').text).toContain("I don't have the language in which you use Slack");
  });
});

test('a choice is kept for a new process, and shown and deleted with all other data', async () => {
  const slack = await bilingualSlack();
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  const { app, ana, last } = await bilingualStory('http', { store }, slack);
  await ana.send('general', '/care language fr');
  await ana.openHome();
  await slack.until(() => JSON.stringify(ana.home() ?? {}).includes('in français, as you chose'));
  const second = await bilingualStory(
    'http',
    { store: { ...store, close: async () => {} } },
    slack,
  );
  await ana.send('general', '/care my-data');
  expect(last('ana').text).toContain(`${mark}The language that you chose.`);
  await ana.send('general', '/care my-data delete');
  await ana.press(last('ana'), `${mark}Delete all`);
  await second.app.runOutbox();
  await slack.until(() => ana.reads('Extra Mile').some(({ text }) => text.includes('deleted')));
  await ana.send('general', '/care patience');
  expect(last('ana').text).toContain('Skill 12 of 16\nPatience');
  await app.stop(0);
});

test('a channel gets another language, and the tip that waits for it is composed anew', async () => {
  const { slack, ana, chiara, last } = await bilingualStory('http');
  await ana.send('general', '/care tips on 13:00 daily');
  await slack.until(() => slack.messages('general').some(({ text }) => text.includes('13:00')));
  await ana.send('general', '/care tips language');
  expect(last('ana').text).toContain('What I post here is in English');
  await ana.send('general', '/care tips language french');
  await slack.until(() => last('ana').text.includes('is in French, as you chose'));
  const told = await slack.until(() =>
    slack.messages('general').find(({ text }) => text.includes('changed what I post here')),
  );
  expect(told.text).toContain(mark);
  const queued = () => slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage');
  await eventually(() => expect(queued()).toHaveLength(2));
  slack.clock.advance(hour);
  const tip = await slack.until(() =>
    slack.messages('general').find(({ text }) => text.includes('Care tip ·')),
  );
  expect(tip.text).toContain(mark);
  await ana.send('general', '/care admin');
  expect(last('ana').text).toContain('changed the language of');
  await ana.send('general', '/care tips language barrier');
  expect(last('ana').text).not.toContain('What I post here');
  expect(slack.refusals()).toEqual([]);
  await chiara.send('returns-counter', '/care tips language english');
  expect(last('chiara', 'returns-counter').text).toContain('/invite');
});

test('a channel that keeps its language reads nothing of the choice', async () => {
  const { slack, ana, chiara, last } = await bilingualStory('http');
  await ana.send('general', '/care tips language english');
  await slack.until(() => last('ana').text.includes('is in English, as you chose'));
  await chiara.send('general', '/care tips language');
  expect(last('chiara').text).toContain('as somebody here chose');
  await ana.send('general', '/care tips language french');
  await slack.until(() =>
    slack.messages('general').some(({ text }) => /changed what .*fran/.test(text)),
  );
  const told = slack.messages('general').filter(({ text }) => text.includes('changed what'));
  expect(told).toHaveLength(1);
});

test('whoever changes their language in Slack gets in it what waits for them already', async () => {
  const { slack, chiara } = await bilingualStory('http');
  await chiara.send('general', '/care tips me 14:00 daily');
  slack.admin.changePerson('chiara', { locale: 'en-GB' });
  const queued = () => slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage');
  await eventually(() => expect(queued()).toHaveLength(2));
  slack.clock.advance(2 * hour);
  const tip = await slack.until(() =>
    chiara.reads('Extra Mile').find(({ text }) => text.includes('tip ·')),
  );
  expect(tip.text).not.toContain(mark);
});

test('a language button says what to do in a channel that the app has left', async () => {
  const { slack, ana, last } = await bilingualStory('http');
  await ana.send('general', '/care tips language');
  const shown = last('ana');
  await ana.send('general', '/remove @Extra Mile');
  await ana.press(shown, 'Français');
  const answer = await slack.until(() =>
    ana.reads('general').find(({ text }) => text.includes('/invite @Extra Mile')),
  );
  expect(answer.text).toContain('nothing was changed');
  expect(answer.text).not.toContain('copy');
});

test('the language of a private channel is asked for anew when the app joins', async () => {
  const { slack, ana, last } = await bilingualStory('http');
  await ana.send('returns-counter', '/care tips language');
  expect(last('ana', 'returns-counter').text).toContain('What I post here is in English.');
  await ana.send('returns-counter', '/invite @Extra Mile');
  const welcome = await slack.until(() =>
    slack.messages('returns-counter').find(({ text }) => text.includes('customer care tip')),
  );
  expect(welcome.text).toContain(mark);
});

test('an answer doesn’t wait for Slack to tell a language', async () => {
  const { slack, chiara, last } = await bilingualStory('http');
  slack.faults.add({ on: 'users.info', does: 'delay', ms: hour });
  const answered = chiara.send('general', '/care patience');
  await eventually(() => expect(slack.faults.pending()).toBe(0));
  await answered;
  expect(last('chiara').text).toContain('Skill 12 of 16\nPatience');
  slack.clock.advance(hour);
  await eventually(async () => {
    await chiara.send('general', '/care patience');
    expect(last('chiara').text).toContain(`${mark}Patience`);
  });
});

test('a tip waits for Slack to tell the language of its channel', async () => {
  const slack = await bilingualSlack();
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  const kept = { ...store, close: async () => {} };
  const first = await bilingualStory('http', { store: kept }, slack);
  await first.ana.send('service-desk', '/care tips on 13:00 daily');
  await first.app.stop(0);
  slack.faults.add({ on: 'conversations.info', does: 'rate-limit', retryAfter: 30 });
  const { app } = await bilingualStory('http', { store }, slack);
  const tips = () =>
    slack.messages('service-desk').filter(({ text }) => text.includes('Care tip ·'));
  slack.clock.advance(hour);
  await slack.until(() => tips().length === 1);
  // The next one is queued within three hours.
  slack.clock.advance(3 * hour);
  await eventually(async () => {
    await app.runOutbox();
    expect(slack.faults.pending()).toBe(0);
  });
  slack.clock.advance(minute);
  await app.runOutbox();
  slack.clock.advance(24 * hour);
  const [, next] = await slack.until(() => (tips().length === 2 ? tips() : undefined));
  expect(next?.text).toContain(`${mark}Care tip`);
});

test('without the store everybody reads what Slack says, or what they read before', async () => {
  const slack = await bilingualSlack();
  const kept = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  const outages: StoreUnavailable[] = [];
  const get: Store['get'] = async (key) => {
    const [outage] = outages;
    if (outage) throw outage;
    return kept.get(key);
  };
  const { chiara, last } = await bilingualStory('http', { store: { ...kept, get } }, slack);
  await chiara.send('general', '/care patience');
  outages.push(new StoreUnavailable(new Error('away')));
  await chiara.send('general', '/care flexibility');
  expect(last('chiara').text).toContain(`${mark}Flexibility`);
});

test('Spanish is chosen in Spanish, for a person and for a channel', async () => {
  const content = await ourContent('en', 'all');
  const { slack, ana, last } = await bilingualStory('http', { content });
  await ana.send('general', '/care idioma español');
  expect(last('ana').text).toContain('Te respondo en español, como elegiste.');
  await ana.send('general', '/care consejos idioma español');
  await slack.until(() => last('ana').text.includes('Lo que publico aquí está en español'));
  await slack.until(() =>
    slack.messages('general').some(({ text }) => text.includes('lo que publico aquí')),
  );
  await ana.send('general', '/care angry customer');
  expect(last('ana').text).toContain('I also answer in English.');
  expect(last('ana').text).toContain('Autocontrol');
  await ana.press(last('ana'), 'English');
  await slack.until(() => last('ana').text.includes('I answer you in English, as you chose.'));
  await ana.send('general', '/care idioma como en Slack');
  expect(last('ana').text).toContain('I answer you in English, as in Slack.');
  expect(slack.refusals()).toEqual([]);
});
