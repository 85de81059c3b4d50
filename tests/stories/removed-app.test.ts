import { describe, expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { type Place, places } from '../store/places.ts';
import { extraMile, transports } from './extra-mile.ts';
import { manyWorkspaces, removalNoted } from './many-workspaces.ts';
import { anaAtWork, day, hour, isTip, lastOf } from './tip-story.ts';

type Story = Awaited<ReturnType<typeof manyWorkspaces>>;

const ana = ({ slack }: Story, team: string) => slack.person('ana', team);

async function setUpIn(story: Story, team: string): Promise<void> {
  await story.browser().add(team);
  await ana(story, team).send('general', '/invite @Extra Mile');
  expect(await story.asks(team, '/care tips on 10:15 daily')).toContain('Every day at 10:15');
}

const engines = Object.entries(places);

/** An app for many workspaces, with its store in this place. */
async function manyIn({ url }: Place) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const store = await openStore({ url, clock, log: recordedLog() });
  return manyWorkspaces({ store, clock });
}

test.each(engines)(
  'goes on where it is removed and added again within days, on %s',
  async (_, open) => {
    const story = await manyIn(await open());
    await setUpIn(story, 'Harbor');
    story.slack.admin.uninstall('Harbor');
    await removalNoted(story);
    await story.pass(2 * day, 12 * hour);
    expect(story.slack.messages('general', 'Harbor').filter(isTip)).toEqual([]);
    await story.browser().add('Harbor');
    await ana(story, 'Harbor').send('general', '/invite @Extra Mile');
    expect(await story.asks('Harbor', '/care tips')).toContain('Every day at 10:15');
    await story.pass(day);
    expect(story.slack.messages('general', 'Harbor').filter(isTip)).toHaveLength(1);
    await story.pass(6 * day, 12 * hour);
    expect(await story.asks('Harbor', '/care tips')).toContain('Every day at 10:15');
  },
  60_000,
);

test.each(engines)(
  'serves an organisation, loses one workspace, is then removed, on %s',
  async (_, open) => {
    const story = await manyIn(await open());
    const { slack } = story;
    await story.browser().add('Ferry Group');
    for (const team of ['North', 'South']) {
      await ana(story, team).send('general', '/invite @Extra Mile');
      expect(await story.asks(team, '/care tips on 10:15 daily')).toContain('Every day at 10:15');
    }
    slack.admin.revokeAccess('South');
    await removalNoted(story);
    await story.pass(8 * day, 12 * hour);
    const tips = (team: string) => slack.messages('general', team).filter(isTip).length;
    expect([tips('North') > 5, tips('South')]).toEqual([true, 0]);
    slack.admin.grantAccess('South');
    await slack.until(() => slack.traffic.find(({ name }) => name === 'team_access_granted'));
    expect(await story.asks('South', '/care tips')).toContain('no tips in this channel yet');
    slack.admin.uninstall('North');
    // From both of its workspaces.
    await removalNoted(story, 3);
    await story.pass(8 * day, 12 * hour);
    await story.browser().add('Ferry Group');
    expect(await story.asks('North', '/care tips')).toContain('no tips in this channel yet');
  },
  60_000,
);

test('a removal that nobody told of is noticed by what Slack refuses', async () => {
  const story = await manyWorkspaces();
  await setUpIn(story, 'Harbor');
  story.slack.faults.add({ on: 'tokens_revoked', does: 'drop-before', times: 9 });
  story.slack.faults.add({ on: 'app_uninstalled', does: 'drop-before', times: 9 });
  story.slack.admin.uninstall('Harbor');
  await story.pass(3 * day);
  expect(story.log.text()).toContain('the app was removed from a workspace');
  await story.pass(8 * day, 12 * hour);
  expect(story.log.text()).toContain('deleted the data of a workspace without the app');
});

describe.each(transports)('in one workspace, over %s', (transport) => {
  test('the data is deleted after seven days, and kept if the app comes back before', async () => {
    for (const days of [6, 8]) {
      const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
      const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
      const kept = { ...store, close: async () => {} };
      const { slack, ...story } = await anaAtWork(transport, { store: kept, clock });
      await story.asks('tips on 10:15 daily');
      const before = slack.botToken();
      slack.admin.uninstall();
      await removalNoted(story);
      await story.pass(days * day, 12 * hour);
      await story.app.stop(0);
      slack.admin.install();
      expect(slack.botToken()).not.toBe(before);
      const again = await extraMile(transport, { slack, store: kept });
      const person = slack.person('ana');
      await person.send('general', '/invite @Extra Mile');
      await person.send('general', '/care tips');
      const expected = days === 6 ? 'Every day at 10:15' : 'no tips in this channel yet';
      expect(lastOf(person.reads('general')).text).toContain(expected);
      await again.app.stop(0);
    }
  });
});

test.each(engines)(
  'nothing of a workspace is left in %s, no token at any time, and all of the others',
  async (_, open) => {
    const place = await open();
    const { read } = place;
    const story = await manyIn(place);
    for (const team of ['Harbor', 'Lighthouse']) {
      await setUpIn(story, team);
      const said = `@ben #patience the canary of ${team} sang for an hour`;
      await ana(story, team).send('general', `/shoutout ${said}`);
    }
    const [harbor, lighthouse] = await Promise.all(
      ['Harbor', 'Lighthouse'].map((team) => story.browser().idOf(team)),
    );
    const tokens = ['Harbor', 'Lighthouse'].map((team) => story.slack.botToken(team));
    const before = await read();
    expect(before).toContain('canary of Harbor');
    expect(before).toContain(`${harbor}/`);
    story.slack.admin.uninstall('Harbor');
    await removalNoted(story);
    await story.pass(7 * day + 2 * hour, 2 * day);
    await story.app.stop(0);
    const after = await read();
    expect(after.split(harbor ?? '-').length - 1).toBe(0);
    expect(after).not.toContain('canary of Harbor');
    expect(after).toContain('canary of Lighthouse');
    expect(after).toContain(`${lighthouse}/`);
    for (const token of tokens) {
      expect(before.includes(token) || after.includes(token)).toBe(false);
      expect(story.log.text().includes(token)).toBe(false);
    }
  },
);
