import { describe, expect, test } from 'vitest';
import { transports } from './extra-mile.ts';
import { day, lastOf, minute, shoutoutStory, shownIn } from './shoutout-story.ts';

const thanksText = 'she found the lost receipt and walked him to the till';

describe.each(transports)('over %s', (transport) => {
  test('a command thanks a colleague and posts the card', async () => {
    const { slack, ana, ben, last, cards } = await shoutoutStory(transport);
    const sent = await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(sent).toMatchObject({ ok: true });
    const [card, ...more] = cards();
    expect(more).toEqual([]);
    expect(card?.text).toContain(`Thanks to <@${ben.id}> for Patience`);
    expect(card?.text).toContain(thanksText);
    expect(card?.text).toContain(`From <@${ana.id}>`);
    expect(last('ana')).toMatchObject({ ephemeral: true });
    expect(last('ana').text).toContain('The card is in the channel.');
    expect(slack.refusals()).toEqual([]);
  });

  test('emoji are emoji on the card, and codes in its text', async () => {
    const { slack, ana, cards } = await shoutoutStory(transport);
    const said = `:tada: ${thanksText} :clap::skin-tone-3: :no-such-emoji:`;
    await ana.send('general', `/shoutout @ben #patience ${said}`);
    const card = await slack.until(() => cards()[0]);
    const quoted = card.blocks.find((block) => JSON.stringify(block).includes('rich_text_quote'));
    expect(quoted).toMatchObject({
      elements: [
        {
          elements: [
            { type: 'emoji', name: 'tada' },
            { type: 'text', text: ` ${thanksText} ` },
            { type: 'emoji', name: 'clap', skin_tone: 3 },
            { type: 'text', text: ' :no-such-emoji:' },
          ],
        },
      ],
    });
    expect(card.text).toContain(said);
    expect(slack.refusals()).toEqual([]);
  });

  test('a bare command opens the form', async () => {
    const { slack, ana, ben, chiara, cards, form, last } = await shoutoutStory(transport);
    await ana.send('general', '/shoutout');
    await ana.submit(await form('ana'), {
      people: [ben.id, chiara.id],
      skill: 'patience',
      text: thanksText,
      customer: 'external',
      where: 'phone',
      link: 'https://example.com/case?a=1&b=2',
    });
    expect(ana.views()).toEqual([]);
    const [card] = cards();
    expect(card?.text).toContain(`Thanks to <@${ben.id}> and <@${chiara.id}> for Patience`);
    expect(card?.text).toContain('For a customer · On the phone');
    expect(card?.text).toContain('https://example.com/case?a=1&amp;b=2');
    const answer = await slack.until(() => (last('ana').ephemeral ? last('ana') : undefined));
    expect(answer.text).toContain('The card is in the channel.');
    await ana.press(answer, 'Undo');
    await slack.until(() => cards().length === 0);
    expect(slack.refusals()).toEqual([]);
  });

  test('an incomplete command opens the form with what was typed', async () => {
    const { slack, ana, ben, cards, form } = await shoutoutStory(transport);
    await ana.send('general', `/shoutout @ben ${thanksText}`);
    const view = await form('ana');
    expect(shownIn(view)).toContain('Which skill was it?');
    await ana.submit(view, { skill: 'patience' });
    expect(cards()[0]?.text).toContain(`Thanks to <@${ben.id}> for Patience\n${thanksText}`);
    expect(slack.refusals()).toEqual([]);
  });

  test('/shoutout help explains it', async () => {
    const { slack, ana, last } = await shoutoutStory(transport);
    await ana.send('general', '/shoutout help?');
    expect(last('ana').text).toContain('Up to ten people');
    expect(ana.views()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test.each([
    [`@kim #patience ${thanksText}`, 'is nobody I know'],
    [`dev #patience ${thanksText}`, 'is nobody I know'],
    [`:wave: @ben and @kim #patience ${thanksText}`, '"@kim\\" is nobody I know'],
    [`#patience @ben #flexibility ${thanksText}`, 'several skills: Patience, Flexibility'],
    [`@ben patience she stayed until he had it`, 'Is Patience the skill you mean?'],
    [
      `@ben #patience #flexibility ${thanksText}`,
      'You named several skills: Patience, Flexibility',
    ],
  ])('"%s" asks in the form, with nothing left over', async (typed, said) => {
    const { slack, ana, cards, form } = await shoutoutStory(transport);
    await ana.send('general', `/shoutout ${typed}`);
    const view = await form('ana');
    expect(shownIn(view)).toContain(said);
    expect(shownIn(view)).toContain('"value":"patience"');
    expect(shownIn(view)).toMatch(/"initial_value":"she (?:found|stayed)/);
    expect(cards()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });

  test('an incomplete mention shows names and no ids', async () => {
    const { slack, ana, ben, last } = await shoutoutStory(transport);
    await ana.send('general', '@Extra Mile thanks to both @ben and @chiara for being so patient');
    const answer = await slack.until(
      () => last('ana').text.includes('skill was it') && last('ana'),
    );
    expect(answer.text).toContain('Choose it in the form');
    expect(answer.text).toMatch(/thanks to both @.* and @.* for being so patient/);
    expect(JSON.stringify(answer.blocks)).not.toContain(`@${ben.id}`);
    expect(slack.refusals()).toEqual([]);
  });

  test('a mention gives it, also in a thread', async () => {
    const { slack, ana, cards } = await shoutoutStory(transport);
    const { ts = '' } = slack.messages('general')[0] ?? {};
    await ana.send('general', `@Extra Mile thanks @ben #patience ${thanksText}`, { thread_ts: ts });
    const [card] = await slack.until(() => cards().length > 0 && cards());
    expect(card?.text).toContain(thanksText);
    expect(slack.refusals()).toEqual([]);
  });

  test('an incomplete mention gets a button for the form', async () => {
    const { slack, ana, last, cards, form } = await shoutoutStory(transport);
    await ana.send('general', `@Extra Mile shoutout @ben ${thanksText}`);
    await slack.until(() => last('ana').ephemeral);
    expect(last('ana').text).toContain('Which skill was it?');
    expect(last('ana').text).toContain(thanksText);
    await ana.press(last('ana'), 'Open the form');
    await ana.submit(await form('ana'), { skill: 'patience' });
    expect(cards()[0]?.text).toContain(thanksText);
    expect(slack.refusals()).toEqual([]);
  });

  test('"Thank for this" starts with the author and a link to the message', async () => {
    const { slack, ana, chiara, cards, form } = await shoutoutStory(transport);
    const message = slack.messages('service-desk').find(({ user }) => user === chiara.id);
    if (!message) throw new Error('Chiara wrote nothing');
    await ana.shortcut('shoutout.message', message);
    const view = await form('ana');
    await ana.submit(view, { skill: 'customer-focused', text: thanksText });
    const [card] = cards('service-desk');
    expect(card?.text).toContain(`Thanks to <@${chiara.id}>`);
    expect(card?.text).toContain(`/archives/${message.channel}/p${message.ts.replace('.', '')}`);
    expect(slack.refusals()).toEqual([]);
  });

  test('the global shortcut opens an empty form, which requires a channel', async () => {
    const { slack, ana, ben, cards, form } = await shoutoutStory(transport);
    await ana.shortcut('shoutout.anywhere');
    const filled = { people: [ben.id], skill: 'patience', text: thanksText };
    await ana.submit(await form('ana'), filled);
    expect((await form('ana')).errors.channel).toContain('Choose a channel');
    const { channel = '' } = slack.messages('general')[0] ?? {};
    await ana.submit(await form('ana'), { ...filled, channel });
    expect(cards()).toHaveLength(1);
    expect(slack.refusals()).toEqual([]);
  });

  test('a skill’s entry opens the form with the skill', async () => {
    const { slack, ana, ben, last, cards, form } = await shoutoutStory(transport);
    await ana.send('general', '/care patience');
    await ana.press(last('ana'), 'Give a shout-out');
    await ana.submit(await form('ana'), { people: [ben.id], text: thanksText });
    expect(cards()[0]?.text).toContain('for Patience');
    expect(slack.refusals()).toEqual([]);
  });

  test('a tip opens the form with its skill', async () => {
    const { slack, ana, ben, cards, form } = await shoutoutStory(transport);
    await ana.send('general', '/care tips on 09:00 daily');
    slack.clock.advance(day);
    const tip = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.startsWith('Care tip ·')),
    );
    await ana.press(tip, 'I saw this');
    await ana.submit(await form('ana'), { people: [ben.id], text: thanksText });
    const [, skill = ''] = /^Care tip · (.*)$/m.exec(tip.text) ?? [];
    expect(cards()[0]?.text).toContain(`for ${skill}`);
    expect(slack.refusals()).toEqual([]);
  });

  test('a private shout-out reaches only the person thanked', async () => {
    const { slack, ana, ben, cards, form, directMessages } = await shoutoutStory(transport);
    await ana.send('general', '/shoutout');
    const filled = { people: [ben.id], skill: 'patience', text: thanksText, how: 'privately' };
    await ana.submit(await form('ana'), filled);
    expect(shownIn(lastView(ana))).toContain('Only those you thank see it');
    const note = await slack.until(() => directMessages('ben').at(-1));
    expect(note.text).toContain(`<@${ana.id}> thanks you for Patience.\n${thanksText}`);
    expect(cards()).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });
});

function lastView(person: {
  readonly views: () => readonly { readonly blocks: readonly unknown[] }[];
}) {
  const found = person.views().at(-1);
  if (!found) throw new Error('nothing is open');
  return found;
}

test('an unknown skill puts the nearest first, in the form and as buttons', async () => {
  const { slack, ana, last, form } = await shoutoutStory('socket');
  await ana.send('general', `/shoutout @ben #compasionate ${thanksText}`);
  const view = await form('ana');
  expect(shownIn(view)).toContain('is no skill I know');
  const menu = view.blocks.find(({ block_id }) => block_id === 'skill');
  const element = menu?.element as { options: { value: string }[] } | undefined;
  expect(element?.options).toHaveLength(16);
  expect(element?.options[0]?.value).toBe('compassion');
  await ana.closeView(view);
  await ana.send('general', `@Extra Mile shoutout @ben #compasionate ${thanksText}`);
  await slack.until(() => last('ana').ephemeral);
  await ana.press(last('ana'), 'Compassion for customers');
  const filled = await form('ana');
  expect(filled.state.values.skill?.skill).toMatchObject({
    selected_option: { value: 'compassion' },
  });
  expect(slack.refusals()).toEqual([]);
});

test('a user group thanks its members except the giver, who is named', async () => {
  const { slack, ben, ana, chiara, cards, last } = await shoutoutStory('socket');
  await ben.send('general', `/shoutout @desk #patience ${thanksText}`);
  expect(cards()[0]?.text).toContain(`Thanks to <@${chiara.id}> and <@${slack.person('dev').id}>`);
  expect(last('ben').text).toContain('You are in that group too, and were left out.');
  expect(last('ben').text).not.toContain("can't be thanked");
  await ana.send('general', '/shoutout @desk');
  const view = await slack.until(() =>
    ana.views().find((one) => one.callback_id === 'shoutout.give'),
  );
  const held = view.state.values.people?.people?.selected_users;
  expect(held).toEqual([ben.id, chiara.id, slack.person('dev').id]);
  expect(slack.refusals()).toEqual([]);
});

test.each([
  ['oneself', '@ana', 'can’t thank yourself'.replace('’', "'")],
  ['an app', '@tillbot', "apps don't care for customers"],
  ['somebody who left', '@gustav', 'is deactivated'],
])('thanking %s opens the form with the reason', async (_who, mention, why) => {
  const { slack, ana, cards, form } = await shoutoutStory('socket');
  await ana.send('general', `/shoutout ${mention} #patience ${thanksText}`);
  const view = await form('ana');
  expect(shownIn(view)).toContain(why);
  await ana.submit(view);
  expect((await form('ana')).errors.people).toContain(why);
  expect(cards()).toEqual([]);
  expect(slack.refusals()).toEqual([]);
});

test('possible customer data has to be confirmed', async () => {
  const { slack, ana, cards, form } = await shoutoutStory('socket');
  await ana.send('general', `/shoutout @ben #patience ${thanksText}, for jo.smith@example.com`);
  const view = await form('ana');
  expect(shownIn(view)).toContain('jo.smith@example.com');
  expect(shownIn(view)).not.toContain('"optional":true,"label":{"type":"plain_text","text":"Found');
  await ana.submit(view, { confirmed: 'removed' });
  expect(cards()).toEqual([]);
  expect((await form('ana')).errors.confirmed).toContain('still in the text above');
  await ana.submit(await form('ana'), {
    confirmed: 'confirmed',
    text: `${thanksText}, for 4929 1234 5678`,
  });
  expect(cards()).toEqual([]);
  expect(shownIn(await form('ana'))).toContain('Found in your text: 4929 1234 5678');
  await ana.submit(await form('ana'), { confirmed: 'confirmed' });
  expect(cards()).toHaveLength(1);
  expect(slack.refusals()).toEqual([]);
});

test('returns a text that is too long for the form, which has everything else', async () => {
  const { ana, last, form } = await shoutoutStory('socket');
  const long = 'she waited with me '.repeat(180);
  await ana.send('general', `/shoutout @ben #patience ${long}`);
  expect(last('ana').text).toContain(long.trim());
  expect(last('ana').text).toContain('Please shorten it to 600');
  await ana.press(last('ana'), 'Open the form');
  const { people, skill } = (await form('ana')).state.values;
  expect(people?.people?.selected_users).toHaveLength(1);
  expect(skill?.skill).toMatchObject({ selected_option: { value: 'patience' } });
});

describe('when the card can’t be posted', () => {
  test.each([
    ['a private channel without the app', 'returns-counter', "can't post in this channel yet"],
    ['a public channel without the app', 'random', 'not in this channel yet'],
    ['a direct message', 'ben', 'needs a channel'],
    ['the messages with the app itself', 'Extra Mile', 'needs a channel'],
  ])('in %s it returns the text and offers two other ways', async (_name, where, why) => {
    const { slack, ana, ben, last, cards, form, directMessages } = await shoutoutStory('socket');
    await ana.send(where, `/shoutout @ben #patience ${thanksText}`);
    expect(last('ana', where).text).toContain(why);
    expect(last('ana', where).text).toContain(`/shoutout @ben #patience ${thanksText}`);
    expect(directMessages('ben')).toEqual([]);
    await ana.press(last('ana', where), 'In another channel');
    const { channel = '' } = slack.messages('general')[0] ?? {};
    await ana.submit(await form('ana'), { channel });
    expect(cards()[0]?.text).toContain(thanksText);
    await ana.press(last('ana', where), 'Privately');
    await ana.submit(await form('ana'));
    await slack.until(() =>
      directMessages('ben').find(({ text }) => text.includes('Only those thanked')),
    );
    expect(ben.views()).toEqual([]);
  });

  test('the form says that its channel is out of reach', async () => {
    const { slack, ana, ben, form } = await shoutoutStory('socket');
    await ana.send('general', '/shoutout');
    const { channel = '' } = slack.messages('returns-counter')[0] ?? {};
    const filled = { people: [ben.id], skill: 'patience', text: thanksText, channel };
    await ana.submit(await form('ana'), filled);
    expect((await form('ana')).errors.channel).toContain('/invite');
  });

  test('returns the text when Slack refuses the card', async () => {
    const { slack, ana, last, directMessages } = await shoutoutStory('socket');
    slack.faults.add({ on: 'chat.postMessage', does: 'error', error: 'restricted_action' });
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    expect(last('ana').text).toContain('Slack does not let me post');
    expect(last('ana').text).toContain(thanksText);
    await ana.send('general', '/care me');
    expect(last('ana').text).toContain('None so far. When you see good care');
    expect(directMessages('ben')).toEqual([]);
  });
});

test('refuses the twenty-first of a day, and returns its text', async () => {
  const { slack, ana, cards, last } = await shoutoutStory('socket');
  for (let count = 0; count < 20; count += 1) {
    await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
    slack.clock.advance(minute);
  }
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  expect(cards()).toHaveLength(20);
  expect(lastOf(ana.reads('general')).text).toContain('keep it for tomorrow');
  expect(last('ana').text).toContain(thanksText);
  slack.clock.advance(day);
  await ana.send('general', `/shoutout @ben #patience ${thanksText}`);
  expect(cards()).toHaveLength(21);
});
