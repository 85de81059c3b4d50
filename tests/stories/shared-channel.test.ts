import { expect, test } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../playground/server/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { places } from '../store/places.ts';
import { knownPeople } from './known-people.ts';
import { manyWorkspaces, removalNoted, workspace } from './many-workspaces.ts';
import { cardIn, cardsIn } from './shoutout-story.ts';
import { day, hour, isTip, tipsIn } from './tip-story.ts';

const pat = { name: 'pat', real_name: 'Pat Partner', tz: 'Europe/Lisbon' };
const [harbor, lighthouse, mill] = ['Harbor', 'Lighthouse', 'Mill'].map((name) => workspace(name));
if (!harbor || !lighthouse || !mill) throw new Error('no workspace');

/** Three companies; #crossing of the first is shared with Pat's, the second. */
const companies = [
  {
    ...harbor,
    other_teams: [{ name: 'Lighthouse', domain: 'lighthouse', relation: 'connect' as const }],
    people: [...harbor.people, { ...pat, team: 'Lighthouse' }],
    channels: [...harbor.channels, { name: 'crossing', members: ['ana', 'ben', 'pat'] }],
  },
  { ...lighthouse, people: [...lighthouse.people, pat] },
  mill,
];
const names = companies.map(({ name }) => name);
const refused = 'this is for its own people';
const thanks = '#patience she stayed calm with a man who missed his ferry';

test.each([
  ['SQLite', places.SQLite],
  ['Postgres', places.Postgres],
  ['Redis', places.Redis],
] as const)(
  'a channel shared with another company belongs to one of three installations, on %s',
  async (_, open) => {
    const place = await open();
    const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
    const store = await openStore({ url: place.url, clock, log: recordedLog() });
    const story = await manyWorkspaces({ store, clock, workspaces: companies });
    const { slack, browser, asks } = story;
    const partner = slack.person('pat', 'Harbor');
    const ana = (team: string) => slack.person('ana', team);
    /** Everything that is stored of a workspace. */
    const recordsOf = async (team: string) => {
      const id = await browser().idOf(team);
      const found: string[] = [];
      for (const namespace of ['shoutouts', 'tips', 'outbox', 'practice', 'claims', 'languages'])
        await store.forEach(
          { namespace, prefix: `${id}/`, schema: z.unknown() },
          ({ name, value }) => void found.push(`${namespace} ${name} ${JSON.stringify(value)}`),
        );
      return found.toSorted((a, b) => a.localeCompare(b));
    };
    /** Waits for as many private answers to Pat in #crossing. */
    const answers = (said: string, count: number) =>
      slack.until(() => {
        const own = partner.reads('crossing').filter(({ ephemeral }) => ephemeral);
        return own.filter(({ text }) => text.includes(said)).length === count;
      });

    for (const team of names) {
      await browser().add(team);
      await ana(team).send('general', '/invite @Extra Mile');
      expect(await asks(team, '/care tips on 10:15 daily')).toContain('Every day at 10:15');
      await asks(team, `/shoutout @ben #patience the canary of ${team} sang for an hour`);
    }
    expect(partner.id).toBe(slack.person('pat', 'Lighthouse').id);
    await knownPeople(slack, store, ['ana', 'ben']);
    await ana('Harbor').send('crossing', '/invite @Extra Mile');
    await ana('Harbor').send('crossing', '/care tips on 10:15 daily');
    await story.pass(day, 12 * hour);

    const others = async () => [await recordsOf('Lighthouse'), await recordsOf('Mill')];
    const before = await others();
    const [tip] = tipsIn(slack, 'crossing');
    await ana('Harbor').send('crossing', `/shoutout @ben ${thanks}`);
    const card = await cardIn(slack, 'crossing');
    if (!tip) throw new Error('nothing to press');
    await partner.press(card, 'Read the skill');
    await answers('Patience', 1);
    await partner.press(tip, 'I saw this');
    await answers(refused, 1);
    await partner.press(card, 'I saw it too');
    await answers(refused, 2);
    await partner.send('crossing', `@Extra Mile shoutout @ben ${thanks}`);
    await answers(refused, 3);
    await partner.send('crossing', '@Extra Mile patience');
    await answers(refused, 4);
    expect(cardsIn(slack, 'crossing')).toHaveLength(1);
    expect((await recordsOf('Harbor')).join()).toContain('missed his ferry');
    expect(await others()).toEqual(before);

    slack.admin.uninstall('Lighthouse');
    await removalNoted(story);
    await partner.press(card, 'Read the skill');
    await answers('Patience', 2);
    await story.pass(8 * day, 12 * hour);
    expect(await recordsOf('Lighthouse')).toEqual([]);
    const canaries = async () => {
      const kept = await place.read();
      return names.map((team) => kept.includes(`canary of ${team}`));
    };
    // SQLite empties its log a second after a write.
    await expect.poll(canaries, { timeout: 10_000 }).toEqual([true, false, true]);
    const tips = names.map((team) => slack.messages('general', team).filter(isTip).length);
    expect([...tips, tipsIn(slack, 'crossing').length]).toEqual([9, 1, 9, 9]);

    await browser().add('Lighthouse');
    expect(await asks('Lighthouse', '/care tips')).toContain('no tips in this channel yet');
    await ana('Lighthouse').send('general', '/invite @Extra Mile');
    expect(await asks('Lighthouse', '/care tips on 11:15 daily')).toContain('Every day at 11:15');
    await slack.person('pat', 'Lighthouse').send('general', `/shoutout @ben ${thanks}`);
    expect((await recordsOf('Lighthouse')).join()).toContain('missed his ferry');
    await partner.press(card, 'I saw it too');
    await answers(refused, 5);
  },
  60_000,
);
