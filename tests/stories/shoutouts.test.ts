import { describe, expect, test } from 'vitest';
import { transports } from './extra-mile.ts';
import { harbor, shownIn } from './shoutout-story.ts';

const said = 'she found the lost receipt and walked him to the till';

describe.each(transports)('over %s', (transport) => {
  test('one line thanks a colleague, and the card is in the channel at once', async () => {
    const { slack, ana, ben, said: last, cards } = await harbor(transport);
    expect(await ana.send('general', `/shoutout @ben #patience ${said}`)).toMatchObject({
      ok: true,
    });
    const [card, ...more] = cards();
    expect(more).toEqual([]);
    expect(card?.text).toContain(`Thanks to <@${ben.id}> for Patience`);
    expect(card?.text).toContain(said);
    expect(card?.text).toContain(`From <@${ana.id}>`);
    expect(last('ana')).toMatchObject({ ephemeral: true });
    expect(last('ana').text).toContain('The card is in the channel.');
    expect(shownIn(last('ana'))).toContain('Undo');
    expect(slack.refusals()).toEqual([]);
  });

  test('without anything the form opens, and gives what is filled in', async () => {
    const { slack, ana, ben, chiara, cards, form } = await harbor(transport);
    await ana.send('general', '/shoutout');
    await ana.submit(await form('ana'), {
      people: [ben.id, chiara.id],
      skill: 'patience',
      text: said,
      customer: 'external',
      where: 'phone',
      link: 'https://example.com/case?a=1&b=2',
    });
    expect(ana.views()).toEqual([]);
    const [card] = cards();
    expect(card?.text).toContain(`Thanks to <@${ben.id}> and <@${chiara.id}> for Patience`);
    expect(card?.text).toContain('For a customer · On the phone');
    expect(card?.text).toContain('https://example.com/case?a=1&amp;b=2');
    expect(slack.refusals()).toEqual([]);
  });

  test('by mention in a thread it is given too', async () => {
    const { slack, ana, cards } = await harbor(transport);
    const { ts = '' } = slack.messages('general')[0] ?? {};
    await ana.send('general', `@Extra Mile thanks @ben #patience ${said}`, { thread_ts: ts });
    const [card] = await slack.until(() => cards().length > 0 && cards());
    expect(card?.text).toContain(said);
    expect(slack.refusals()).toEqual([]);
  });
});
