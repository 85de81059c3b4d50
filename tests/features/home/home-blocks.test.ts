import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewProblems } from '../../../playground/server/block-kit/index.ts';
import { stoppedClock } from '../../../playground/server/clock.ts';
import { addShoutout } from '../../../src/features/shoutouts/records/repository.ts';
import { newShoutout } from '../../../src/features/shoutouts/shoutout.ts';
import { focusKey, ownedKey, planKey, triesKey } from '../../../src/features/tips/keys.ts';
import { newPlan } from '../../../src/features/tips/plan.ts';
import { put } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/store.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { homeReplica, homeTabs, noon, settled, workspace } from './home-rig.ts';

const day = 86_400_000;
const skills = ownContent.library.list('skill').map(({ id }) => id);

const text = fc.oneof(
  fc.string({ minLength: 15, maxLength: 600, unit: 'grapheme' }),
  fc.constant('<!channel> <@U1> `*_~ &amp; @here'.repeat(10)),
  fc.constant('🙂'.repeat(600)),
);
const thanks = fc.record({
  text,
  skill: fc.constantFrom(...skills, 'gone'),
  daysAgo: fc.nat({ max: 400 }),
  isGiven: fc.boolean(),
  people: fc.nat({ max: 9 }),
  wish: fc.constantFrom('publicly' as const, 'privately' as const),
});
const person = fc.record({
  thanks: fc.array(thanks, { maxLength: 25 }),
  plans: fc.nat({ max: 6 }),
  ownPlan: fc.boolean(),
  tries: fc.nat({ max: 4 }),
  focus: fc.option(fc.constantFrom(...skills), { nil: undefined }),
  isGuest: fc.boolean(),
  isAdmin: fc.boolean(),
});

/** Every part of the Home tab, with as much as it shows. */
const everything = {
  thanks: Array.from({ length: 40 }, (_, number) => ({
    ...{
      text: 'She waited with a lost child until his mother came.',
      skill: 'patience',
      people: 9,
    },
    ...{ daysAgo: number * 4, isGiven: number % 2 === 0, wish: 'publicly' as const },
  })),
  ...{ plans: 6, ownPlan: true, tries: 4, focus: 'patience', isGuest: false, isAdmin: true },
};

test('whatever a person has, their Home tab is within Slack’s limits and of 60 blocks', async () => {
  await fc.assert(
    fc.asyncProperty(person, async ({ isGuest, isAdmin, ...has }) => {
      const { thanks: all, plans, ownPlan, tries, focus } = has;
      const clock = stoppedClock(noon - 400 * day);
      const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
      const tabs = homeTabs(clock);
      const replica = homeReplica({ store, clock, tabs, isGuest, isAdmin });
      for (const one of all.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
        clock.set(noon - one.daysAgo * day);
        const others = Array.from({ length: 1 + one.people }, (_, number) => `UOTHER${number}`);
        const people = one.isGiven ? others : ['U1', ...others.slice(1)];
        const given = newShoutout(
          { clock, random: Math.random },
          {
            from: one.isGiven ? 'U1' : 'UOTHER',
            timeZone: 'Europe/Lisbon',
            channel: 'C1',
            inPublicChannel: true,
            thanked: people.map((id) => ({
              id,
              wish: one.wish,
              retell: true,
              newUntil: undefined,
            })),
          },
          { people, skill: one.skill, text: one.text },
        );
        await addShoutout({ store }, workspace, crypto.randomUUID(), given);
      }
      clock.set(noon);
      const ids = Array.from({ length: plans }, (_, number) => `C${number}`);
      const owner = { name: 'general', owner: 'U1', zone: 'Europe/Lisbon' };
      await store.setMany([
        ...ids.map((id) => put(planKey(workspace, id), newPlan({ ...owner, id }))),
        put(ownedKey(workspace, 'U1'), { plans: ids }),
        ...(ownPlan ? [put(planKey(workspace, 'U1'), newPlan({ ...owner, id: 'U1' }))] : []),
        ...(focus ? [put(focusKey(workspace, 'U1'), { skill: focus })] : []),
        put(triesKey(workspace, 'U1'), {
          asks: true,
          tries: Array.from({ length: tries }, (_, number) => ({
            press: `C1.${number}.x`,
            tip: `${skills[number]}/1`,
            skill: skills[number] ?? '',
            date: '2026-11-24',
            text: 'When somebody waits, I will say so. '.repeat(8),
          })),
        }),
      ]);
      await replica.opens('U1');
      await settled();
      const { view } = tabs.shown('U1') ?? {};
      expect(viewProblems(view)).toEqual([]);
      expect(view?.blocks.length).toBeLessThanOrEqual(60);
      expect(view?.blocks.length).toBeGreaterThan(5);
      expect(replica.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
      await replica.home.stop();
      await store.close();
    }),
    { numRuns: 30, examples: [[everything]] },
  );
});
