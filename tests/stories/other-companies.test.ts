import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { transports } from './extra-mile.ts';
import { harborGroup } from './harbor-group.ts';
import { cardIn, cardsIn } from './shoutout-story.ts';
import { tipsIn } from './tip-story.ts';

const thanks = '#patience she stayed calm with a man who missed his ferry';
const refused = 'this is for its own people';

type Body = Record<string, unknown>;

/** The last payload of this type that the app received. */
function received(slack: LocalSlack, type: string): Body {
  const bodies = slack.traffic.map(({ request }) => request as unknown as Body);
  const found = bodies.findLast(
    (body) => body?.type === type || (body?.event as Body | undefined)?.type === type,
  );
  if (!found) throw new Error(`no ${type}`);
  return found;
}

/** The workspaces under which shout-outs, plans and tries are stored. */
async function workspacesIn(store: Awaited<ReturnType<typeof harborGroup>>['store']) {
  const found = new Set<string | undefined>();
  for (const namespace of ['shoutouts', 'tips', 'outbox', 'practice']) {
    await store.forEach({ namespace, prefix: '', schema: z.unknown() }, ({ name }) => {
      found.add(name.split('/', 1)[0]);
    });
  }
  return [...found].filter((workspace) => workspace !== '_');
}

describe.each(transports)('over %s', (transport) => {
  test('a colleague of another workspace of the organisation is one of ours', async () => {
    const { slack, store, ana, ben, lars, lastIn, answered } = await harborGroup(transport);
    await ana.send('crossing', '/care tips on 09:00 daily');
    await lars.send('crossing', '@Extra Mile tips on 11:00 daily');
    await answered(lars, '11:00');
    await lars.send('crossing', '/care tips');
    expect(lastIn(lars).text).toContain('Every day at 11:00');
    await lars.send('crossing', `/shoutout @ben ${thanks}`);
    await ana.send('crossing', `/shoutout @lars ${thanks}`);
    await slack.until(() => cardsIn(slack, 'crossing').length === 2);
    await ana.press(await cardIn(slack, 'crossing'), 'I saw it too');
    await slack.until(() => slack.messages('crossing').some(({ text }) => text.includes(ana.id)));
    await lars.send('crossing', '/shoutout');
    const form = await slack.until(() => lars.views().find((view) => view.callback_id));
    await lars.submit(form, {
      people: [ben.id],
      skill: 'flexibility',
      text: 'he found a way to move the whole party to the next boat',
    });
    expect(received(slack, 'view_submission')).toMatchObject({
      team: { id: expect.not.stringMatching('T0100001') },
    });
    expect(cardsIn(slack, 'crossing')).toHaveLength(3);
    expect(await workspacesIn(store)).toEqual(['T0100001']);
    expect(slack.refusals()).toEqual([]);
  });

  test('that colleague can use shortcuts, menus of a form and Home as ours can', async () => {
    const { slack, store, ana, ben, lars } = await harborGroup(transport);
    await lars.shortcut('shoutout.message', slack.messages('crossing')[0]);
    const thanking = await slack.until(() => lars.views().find(({ callback_id }) => callback_id));
    await lars.submit(thanking, {
      skill: 'patience',
      text: 'he told everybody when the next boat leaves',
    });
    const [card] = await slack.until(
      () => cardsIn(slack, 'crossing').length > 0 && cardsIn(slack, 'crossing'),
    );
    expect(card?.text).toContain(ben.id);
    await ana.send('crossing', '/care tips on 09:00 daily');
    await lars.send('crossing', '/care tips');
    const status = lars.reads('crossing').findLast(({ ephemeral }) => ephemeral);
    if (status) await lars.press(status, 'Change');
    const form = await slack.until(() => lars.views().find(({ callback_id }) => callback_id));
    const zones = await lars.options(form, 'tips.zones/zone', 'lisb');
    expect(JSON.stringify(zones.body)).toContain('Europe/Lisbon');
    await lars.openHome();
    await slack.until(() => JSON.stringify(lars.home() ?? {}).includes('next boat'));
    expect(await workspacesIn(store)).toEqual(['T0100001']);
    expect(slack.refusals()).toEqual([]);
  });

  test('a channel shared with another company has one plan of tips', async () => {
    const { slack, app, ana, pat, lastIn, answered } = await harborGroup(transport);
    await ana.send('crossing', '/care tips on 13:00 daily');
    await pat.send('crossing', '@Extra Mile tips on 14:00 daily');
    await answered(pat, refused);
    await ana.send('crossing', '/care tips');
    expect(lastIn(ana).text).toContain('Every day at 13:00');
    slack.clock.advance(3 * 3_600_000);
    await app.runOutbox();
    expect(tipsIn(slack, 'crossing')).toHaveLength(1);
  });

  test('another company may read what is public, and nothing else', async () => {
    const { slack, store, app, ana, ben, pat, answered } = await harborGroup(transport);
    await ana.send('crossing', '/care tips on 13:00 daily');
    slack.clock.advance(3_600_000);
    await app.runOutbox();
    const [tip] = await slack.until(
      () => tipsIn(slack, 'crossing').length > 0 && tipsIn(slack, 'crossing'),
    );
    await ana.send('crossing', `/shoutout @ben ${thanks}`);
    const card = await cardIn(slack, 'crossing');
    if (!tip) throw new Error('nothing to press');
    const refusals = () =>
      pat.reads('crossing').filter(({ text }) => text.includes(refused)).length;
    for (const [index, [message, button]] of (
      [
        [tip, "I'll try it"],
        [tip, 'I saw this'],
        [card, 'I saw it too'],
      ] as const
    ).entries()) {
      await pat.press(message, button);
      await slack.until(() => refusals() === index + 1);
    }
    expect(pat.views()).toEqual([]);
    await pat.press(card, 'Read the skill');
    await answered(pat, 'Patience');
    await pat.send('crossing', `@Extra Mile shoutout @ben ${thanks}`);
    await slack.until(() => refusals() === 4);
    expect(pat.reads('crossing').at(-1)?.text).toContain('stayed calm');

    // The card stays, and everybody of ours can go on using it.
    await ben.press(card, 'I saw it too');
    await answered(ben, 'You were part of it');
    expect(cardsIn(slack, 'crossing')).toHaveLength(1);
    expect(await workspacesIn(store)).toEqual(['T0100001']);
    expect(slack.refusals()).toEqual([]);
  });

  test('a form, a choice and a shortcut by another company are refused politely', async () => {
    const { slack, ana, pat } = await harborGroup(transport);
    const message = slack.messages('crossing')[0];
    await ana.shortcut('shoutout.message', message);
    await slack.until(() => ana.views().length > 0);
    const byPat = (body: Body) => {
      const { team_id } = received(slack, 'app_mention');
      return {
        ...body,
        team: { id: team_id, domain: 'ferry' },
        user: { id: pat.id, username: 'pat', name: 'pat', team_id },
      };
    };
    await pat.send('crossing', '@Extra Mile hello');
    await slack.until(() => pat.reads('crossing').some(({ ephemeral }) => ephemeral));
    const shortcut = received(slack, 'message_action');
    const view = {
      ...{ id: 'V0100099', type: 'modal', callback_id: 'shoutout.give', private_metadata: '' },
      ...{ title: { type: 'plain_text', text: 'Thanks' }, app_installed_team_id: 'T0100001' },
      state: { values: { text: { text: { type: 'plain_text_input', value: 'my own words' } } } },
    };
    const answer = await slack.deliver(
      'interactive',
      byPat({ ...shortcut, type: 'view_submission', view }),
    );
    expect(answer).toMatchObject({ ok: true, body: { response_action: 'update' } });
    expect(JSON.stringify(answer.body)).toContain(refused);
    expect(JSON.stringify(answer.body)).toContain('my own words');
    const query = { type: 'block_suggestion', action_id: 'tips.zones/zone', value: 'lis', view };
    const options = await slack.deliver('interactive', byPat({ ...shortcut, ...query }));
    expect(options).toMatchObject({ ok: true, body: { options: [] } });
  });

  test('names of private channels and of people outside stay hidden', async () => {
    const { slack, log, ana, pat } = await harborGroup(transport);
    const moment = `#patience she calmed @pat down after the mail from #back-office`;
    await ana.send('crossing', `/shoutout @ben ${moment}`);
    const card = await cardIn(slack, 'crossing');
    expect(card.text).toContain('somebody from another company');
    expect(card.text).toContain('a private channel');
    await ana.send('crossing', `/shoutout @pat ${thanks}`);
    const [form] = ana.views();
    expect(JSON.stringify(form?.blocks)).toContain('belong to another company');
    await ana.send('back-office', '/care tips on 09:00 daily');
    await ana.send('back-office', '/remove @Extra Mile');
    await slack.until(() => ana.reads('Extra Mile').length > 0);
    const seen = JSON.stringify([
      ...ana.reads('Extra Mile'),
      ...cardsIn(slack, 'crossing'),
      ...ana.reads('crossing').filter(({ ephemeral }) => ephemeral),
      form,
    ]);
    for (const hidden of ['back-office', 'Pat Partner', '"pat"', '@pat']) {
      expect(seen).not.toContain(hidden);
      expect(log.text()).not.toContain(hidden);
    }
    expect(pat.reads('crossing').filter(({ ephemeral }) => ephemeral)).toEqual([]);
  });

  test('a message that Slack tells in several ways is answered once', async () => {
    const { slack, ana } = await harborGroup(transport);
    await ana.send('crossing', `@Extra Mile shoutout @ben ${thanks}`);
    await slack.until(() => cardsIn(slack, 'crossing').length === 1);
    const told = received(slack, 'app_mention');
    const again = async (id: string, change: Body, event: Body = {}) => {
      const body = {
        ...told,
        event_id: id,
        ...change,
        event: { ...(told.event as Body), ...event },
      };
      expect(await slack.deliver('events_api', body)).toMatchObject({ ok: true });
    };
    const edited = { edited: { user: ana.id, ts: '1795000000.000100' } };
    await again('Ev1', {}, { text: `${(told.event as Body).text} and more`, ...edited });
    await again('Ev2', {}, { subtype: 'thread_broadcast' });
    await again('Ev3', {});
    slack.clock.advance(48 * 3_600_000);
    await again('Ev4', {}, edited);
    await ana.send('crossing', '/care rules');
    expect(cardsIn(slack, 'crossing')).toHaveLength(1);
    expect(ana.reads('crossing').filter(({ text }) => text.includes('already'))).toEqual([]);
  });
});
