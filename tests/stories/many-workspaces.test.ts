import { expect, test } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../playground/server/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { spanishContent } from '../i18n/spanish-content.ts';
import { recordedLog } from '../recorded-log.ts';
import { places } from '../store/places.ts';
import { manyWorkspaces, removalNoted } from './many-workspaces.ts';
import { isTip } from './tip-story.ts';

test('serves every workspace that it was added to, each with its own token', async () => {
  const story = await manyWorkspaces();
  const { slack } = story;
  for (const team of ['Harbor', 'Lighthouse']) {
    const { status, page, headers } = await story.browser().add(team);
    expect([status, page]).toEqual([200, expect.stringContaining(`Extra Mile is now in ${team}`)]);
    expect(page).toContain('/care angry customer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(await story.asks(team, '/care patience')).toContain('Skill 12 of 16');
    await slack.person('ana', team).send('general', '/invite @Extra Mile');
    expect(await story.asks(team, '/care tips on 09:00 daily')).toContain('Every day at 09:00');
  }
  await story.app.runOutbox();
  const teams = slack.traffic.filter(({ name }) => name === 'chat.scheduleMessage');
  expect(teams.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  slack.clock.advance(24 * 3_600_000);
  for (const team of ['Harbor', 'Lighthouse'])
    expect(slack.messages('general', team).filter(isTip)).toHaveLength(1);
});

test('shows the pages in the language of the browser, else in the default', async () => {
  const { browser } = await manyWorkspaces({ content: spanishContent });
  const added = await browser('en-GB,en;q=0.9').add('Harbor');
  expect(added.page).toContain('<html lang="en">');
  expect(added.page).toContain('Extra Mile is now in Harbor');
  const { page } = await browser('fr').visit('/slack/oauth_redirect');
  expect(page).toContain('<html lang="es">');
  expect(page).toContain('No se añadió Extra Mile');
});

test('serves an organisation with one token, and a workspace of its own first', async () => {
  const story = await manyWorkspaces();
  const { slack, browser } = story;
  await browser().add('North');
  const { page } = await browser().add('Ferry Group');
  expect(page).toContain('Extra Mile is now in Ferry Group');
  for (const team of ['North', 'South']) {
    expect(await story.asks(team, '/care patience')).toContain('Skill 12 of 16');
    await slack.person('ana', team).send('general', '/invite @Extra Mile');
    expect(await story.asks(team, '/care tips on 09:00 daily')).toContain('Every day at 09:00');
  }
  await story.app.runOutbox();
  slack.clock.advance(24 * 3_600_000);
  for (const team of ['North', 'South'])
    expect(slack.messages('general', team).filter(isTip)).toHaveLength(1);
  expect(slack.botToken('North')).not.toBe(slack.botToken('South'));
});

test('answers a command of a workspace that it does not know, and stores nothing', async () => {
  const story = await manyWorkspaces();
  const { slack, store } = story;
  await story.browser().consent('Harbor');
  const { body } = await slack.deliver('slash_commands', {
    command: '/care',
    text: 'tips on 09:00',
    team_id: 'T0999',
    user_id: 'U1',
    channel_id: 'C1',
    trigger_id: '1.2',
    is_enterprise_install: 'false',
  });
  expect(body).toMatchObject({ text: expect.stringContaining('was removed from this workspace') });
  for (const namespace of ['tips', 'claims', 'outbox', 'rate-limits', 'installations']) {
    await store.forEach({ namespace, prefix: 'T0999', schema: z.unknown() }, () => {
      throw new Error('something of theirs was stored');
    });
  }
});

test('says that the app was removed in the language that a person chose', async () => {
  const story = await manyWorkspaces({ content: spanishContent });
  const { slack, store, browser } = story;
  await browser().add('Harbor');
  expect(await story.asks('Harbor', '/care language english')).toContain('as you chose');
  const teams: string[] = [];
  await store.forEach({ namespace: 'languages', prefix: '', schema: z.unknown() }, ({ name }) => {
    teams.push(name.split('/', 1)[0] ?? '');
  });
  const [team = ''] = teams;
  slack.admin.uninstall('Harbor');
  await removalNoted(story);
  const { body } = await slack.deliver('slash_commands', {
    command: '/care',
    text: 'patience',
    team_id: team,
    user_id: slack.person('ana', 'Harbor').id,
    channel_id: 'C1',
    trigger_id: '1.2',
    is_enterprise_install: 'false',
  });
  expect(body).toMatchObject({ text: expect.stringContaining('was removed from this workspace') });
});

const denied = 'Extra Mile was not added';

test('sends away whoever comes back to it wrongly, and stores nothing', async () => {
  const story = await manyWorkspaces();
  const { slack, browser } = story;
  const [ana, eve] = [browser(), browser()];
  const back = await ana.consent('Harbor');
  await eve.visit('/slack/install');
  const cases = [
    ['another browser', eve, back, 'did not begin in this browser'],
    ['without a cookie', browser(), back, 'did not begin in this browser'],
    ['a forged state', ana, back.replace(/state=../, 'state=zz'), 'did not begin in this browser'],
    ['without a state', ana, back.replace(/state=[^&]*/, ''), 'only the way back'],
    ['without a code', ana, back.replace(/code=[^&]*/, ''), 'only the way back'],
    ['without anything', ana, '/slack/oauth_redirect', 'only the way back'],
  ] as const;
  for (const [name, who, path, said] of cases) {
    const { status, page } = await who.visit(path);
    expect([name, status, page]).toEqual([name, 400, expect.stringContaining(said)]);
    expect(page).toContain(denied);
  }
  const exchanged = slack.traffic.filter(({ name }) => name === 'oauth.v2.access');
  expect(exchanged).toEqual([]);
  expect(() => slack.botToken('Harbor')).toThrow('not installed');
});

test('a way back counts once, and for ten minutes', async () => {
  const story = await manyWorkspaces();
  const ana = story.browser();
  const back = await ana.consent('Harbor');
  const cookie = ana.cookie();
  expect((await ana.visit(back)).status).toBe(200);
  const again = await fetch(`http://127.0.0.1:${story.app.port}${back}`, { headers: { cookie } });
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('used before')]);
  expect(again.headers.get('set-cookie')).toMatch(/Secure; HttpOnly/);
  const late = await ana.consent('Lighthouse');
  story.slack.clock.advance(10 * 60_000 + 1);
  expect((await ana.visit(late)).page).toContain('More than ten minutes');
});

test('says so when Slack refuses the code, the settings or to answer, or somebody cancels', async () => {
  const story = await manyWorkspaces();
  const { slack, browser, log } = story;
  const ana = browser();
  const cancelled = await ana.visit(await ana.consent('Harbor', 'cancel'));
  expect([cancelled.status, cancelled.page]).toEqual([403, expect.stringContaining('Cancel')]);
  const on = 'oauth.v2.access';
  for (const [error, status] of [
    ['code_already_used', 400],
    ['bad_client_secret', 500],
    ['internal_error', 502],
  ] as const) {
    slack.faults.add({ on, does: 'error', error });
    const { status: found, page } = await ana.add('Harbor');
    expect([error, found, page]).toEqual([error, status, expect.stringContaining(denied)]);
  }
  expect(log.text()).not.toMatch(/code=|xox/);
  expect((await ana.add('Harbor')).status).toBe(200);
});

test('the cookie is for this app alone, and no address is taken from a request', async () => {
  const story = await manyWorkspaces();
  const response = await fetch(`http://127.0.0.1:${story.app.port}/slack/install?redirect_uri=x`, {
    redirect: 'manual',
    headers: { 'x-forwarded-host': 'evil.example' },
  });
  expect(response.headers.get('set-cookie')).toMatch(
    /^__Host-[\w-]+=[\w.-]+; Secure; HttpOnly; SameSite=Lax; Path=\/; Max-Age=600$/,
  );
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin).toBe(story.slack.url);
  expect(new Set(location.searchParams.keys())).toEqual(new Set(['client_id', 'scope', 'state']));
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each(Object.entries(places))(
  'with token rotation tips come for days, with one refresh for each token, on %s',
  async (_, open) => {
    const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
    const { url } = await open();
    const store = await openStore({ url, clock, log: recordedLog() });
    const story = await manyWorkspaces({
      store,
      clock,
      settings: { token_rotation_enabled: true },
    });
    const { slack, app, browser } = story;
    await browser().add('Harbor');
    await slack.person('ana', 'Harbor').send('general', '/invite @Extra Mile');
    expect(await story.asks('Harbor', '/care tips on 10:15 daily')).toContain('Every day at 10:15');
    for (let hours = 0; hours < 72; hours += 3) {
      slack.clock.advance(3 * 3_600_000);
      await app.runOutbox();
      expect(await story.asks('Harbor', '/care tips')).toContain('Every day at 10:15');
    }
    expect(slack.messages('general', 'Harbor').filter(isTip)).toHaveLength(3);
    const refreshes = slack.traffic.filter(({ name }) => name === 'oauth.v2.access').length - 1;
    expect(refreshes).toBeLessThan(9);
    expect(refreshes).toBeGreaterThan(2);
    expect(story.log.text()).not.toMatch(/xox/);
  },
  60_000,
);
