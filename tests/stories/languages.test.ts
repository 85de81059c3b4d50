import { describe, expect, test, vi } from 'vitest';
import { type Store, StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { mark } from '../content/language-folder.ts';
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

test('an answer doesn’t wait for Slack to tell a language', async () => {
  const { slack, chiara, last } = await bilingualStory('http');
  slack.faults.add({ on: 'users.info', does: 'delay', ms: hour });
  await chiara.send('general', '/care patience');
  expect(last('chiara').text).toContain('Skill 12 of 16\nPatience');
  slack.clock.advance(hour);
  await vi.waitFor(async () => {
    await chiara.send('general', '/care patience');
    expect(last('chiara').text).toContain(`${mark}Patience`);
  });
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
