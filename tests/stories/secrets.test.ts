import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import type { Fault } from '../../playground/server/faults.ts';
import { processLog } from '../../src/ops/log.ts';
import type { Log } from '../../src/ports/log.ts';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { stateSecret, tokenKey } from './extra-mile.ts';
import { manyWorkspaces, removalNoted } from './many-workspaces.ts';
import { day, hour, minute } from './tip-story.ts';

/** What a process writes at level debug, next to the recorded lines. */
function debugLog() {
  const [recorded, printed]: [ReturnType<typeof recordedLog>, string[]] = [recordedLog(), []];
  const process = processLog('debug', false, { write: (line) => void printed.push(line) });
  const both =
    (level: keyof Log): Log['info'] =>
    (fields, message) => {
      recorded[level](fields, message);
      process[level](fields, message);
    };
  const log = { ...recorded, info: both('info'), warn: both('warn'), error: both('error') };
  return { log, printed: () => printed.join('') };
}

test('no secret stands in the log at level debug, in a page or in an answer, no words in the log', async () => {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const { log, printed } = debugLog();
  const plain = await openStore({ url: 'memory:', clock, log });
  const troubles = new Set<'down' | 'slow'>();
  const story = await manyWorkspaces({
    ...{ clock, log, settings: { token_rotation_enabled: true } },
    store: {
      ...plain,
      claim: (name, ttl) =>
        troubles.has('down')
          ? Promise.reject(new StoreUnavailable('away'))
          : plain.claim(name, ttl),
      removeWorkspace: async (...of) => !troubles.has('slow') && plain.removeWorkspace(...of),
    },
  });
  const { slack, app } = story;
  const { clientSecret, signingSecret, appToken } = slack.credentials;
  const secrets = new Set([clientSecret, signingSecret, appToken, stateSecret]);
  for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const)
    secrets.add(tokenKey.toString(encoding));
  const seen: string[] = [];
  const token = () => slack.botToken('Harbor');
  const [ana, ben] = [slack.person('ana', 'Harbor'), slack.person('ben', 'Harbor')];

  const browser = story.browser();
  const note = (page: string, headers: Headers) => {
    const shown = [...headers].filter(([name]) => name !== 'set-cookie');
    seen.push(page, JSON.stringify(shown));
    return page;
  };
  /** The page after Slack's consent page; the cookie has the state that is in the address. */
  const visit = async (path: string, { visit: open } = browser) => {
    const { searchParams } = new URL(path, 'https://care.example.com');
    for (const name of ['code', 'state']) secrets.add(searchParams.get(name) ?? stateSecret);
    const { page, headers } = await open(path);
    return note(page, headers);
  };
  const comesBack = async (said: string, decision?: string) => {
    const back = await browser.consent('Harbor', decision);
    const cookie = browser.cookie();
    expect(await visit(back)).toContain(said);
    return { back, cookie };
  };
  const on = 'oauth.v2.access';
  const fails = (fault: Fault, said: string) => {
    slack.faults.add(fault);
    return comesBack(said);
  };

  // Each page of an installation that fails.
  await comesBack('You chose Cancel', 'cancel');
  await fails({ on, does: 'error', error: 'invalid_code' }, 'Slack did not accept this');
  await fails({ on, does: 'error', error: 'bad_client_secret' }, 'do not match those at Slack');
  const page = `<html>client_secret=${clientSecret}</html>`;
  await fails({ on, does: 'error', error: page }, 'Slack does not answer properly');
  await fails({ on, does: 'status', status: 500 }, 'Slack does not answer properly');
  await fails({ on, does: 'drop-before' }, 'Slack does not answer properly');
  await fails({ on, does: 'rate-limit', retryAfter: 9 }, 'Too many people');
  troubles.add('down');
  await comesBack('could not save it');
  troubles.delete('down');
  const late = await browser.consent('Harbor');
  clock.advance(11 * minute);
  expect(await visit(late)).toContain('More than ten minutes');
  const { back, cookie } = await comesBack('Extra Mile is now in Harbor');
  const again = await fetch(`http://127.0.0.1:${app.port}${back}`, { headers: { cookie } });
  expect(note(await again.text(), again.headers)).toContain('was used before');
  expect(await visit(back, story.browser())).toContain('did not begin in this browser');
  expect(await visit(back.replace(/code=[^&]*/, ''))).toContain('only the way back');

  // Use, also where calls fail in every way.
  await ana.send('general', '/invite @Extra Mile');
  const words = 'he found the lost receipt again';
  const every = { on: '*', times: 1000 } as const;
  for (const fault of [
    undefined,
    { ...every, does: 'error', error: 'internal_error' },
    { ...every, does: 'error', error: 'missing_scope' },
    { ...every, does: 'error', error: `<html>Bearer ${token()} ${words}</html>` },
    { ...every, does: 'status', status: 500 },
    { ...every, does: 'drop-before' },
    { ...every, does: 'drop-after' },
    { ...every, does: 'rate-limit', retryAfter: 1 },
  ] as const) {
    clock.advance(minute);
    if (fault) slack.faults.add(fault);
    await ana.send('general', '/care tips on 10:15 daily');
    await ana.send('general', '/care patience');
    await ana.send('general', '@Extra Mile patience');
    await ana.send('general', `/shoutout @ben #patience ${words}`);
    await ana.send('general', '/shoutout');
    await ben.openHome();
    await app.runOutbox();
    const forms = ana.views();
    slack.faults.clear();
    for (const form of forms.toReversed()) await ana.submit(form, {}).catch(() => {});
  }
  expect(ana.reads('general').some(({ text }) => text.includes('Something went wrong'))).toBe(true);

  // Rotation, also where it fails.
  for (let hours = 0; hours < 30; hours += 3) {
    secrets.add(token());
    slack.faults.add({ on, does: 'error', error: `<html>Bearer ${token()}</html>` });
    slack.faults.add({ on, does: 'drop-before' });
    await story.pass(3 * hour);
    await ana.send('general', '/care tips');
  }
  slack.faults.clear();
  await story.pass(6 * hour);
  expect(printed()).toContain('refreshed a token');
  expect(printed()).toContain('could not refresh a token');

  slack.admin.uninstall('Harbor');
  await removalNoted(story);
  troubles.add('slow');
  await story.pass(8 * day, day);
  await comesBack('is being deleted right now');

  const people = [ana, ben].flatMap((person) => [
    ...['general', 'Extra Mile'].flatMap(person.reads),
    ...person.views(),
    person.home(),
  ]);
  const all = [printed(), ...seen, JSON.stringify(people)].join('\n');
  expect(printed()).not.toContain(words);
  expect(all.match(/xox[a-z]-\w+|xapp-\w+/g)).toBeNull();
  expect([...secrets].filter((secret) => all.includes(secret))).toEqual([]);
  expect(secrets.size).toBeGreaterThan(20);
}, 60_000);
