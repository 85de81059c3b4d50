import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  channelCoverage,
  countTry,
  coverage,
  skillWeights,
} from '../../../../src/features/shoutouts/coverage/coverage.ts';
import {
  addShoutout,
  changeShoutout,
} from '../../../../src/features/shoutouts/records/repository.ts';
import { deleteFor, makePrivate } from '../../../../src/features/shoutouts/transitions.ts';
import { SlackFailure } from '../../../../src/ports/slack.ts';
import type { Store } from '../../../../src/ports/store.ts';
import { aShoutout, engines, hour, kept, start, workspace } from '../records/kept.ts';
import { recordingSlack } from '../shoutout-app.ts';

const day = 24 * hour;
const today = '2026-11-24';
const five = ['U2', 'U3', 'U4', 'U5', 'U6'];

describe.each(engines)('in %s', (engine) => {
  async function team() {
    const { store } = await kept(engine);
    const thank = async (
      skill: string,
      back: number,
      people = five,
      channel: string | undefined = 'C1',
    ) => {
      const shoutout = aShoutout({ skill, people, channel, at: start - back * day });
      await addShoutout({ store }, workspace, `V${shoutout.id}`, shoutout);
      return shoutout.id;
    };
    const seen = (channel: string | undefined = 'C1') =>
      coverage({ store }, { workspace, channel, today });
    return { store, thank, seen };
  }
  const tryIt = (store: Store, press: string, user: string, channel: string | undefined) =>
    countTry({ store }, press, {
      ...{ workspace, channel, user, skill: 'flexibility', day: today },
      inPublicChannel: channel !== 'CPRIVATE',
    });

  test('tells when each skill was last seen and how often it was tried', async () => {
    const { store, thank, seen } = await team();
    await thank('patience', 0);
    await thank('patience', 9);
    await thank('compassion', 40);
    await thank('self-control', 200);
    await tryIt(store, 'p1', 'U2', 'C1');
    await tryIt(store, 'p1', 'U2', 'C1');
    await tryIt(store, 'p2', 'U3', 'C1');
    expect(await seen()).toEqual({
      kind: 'skills',
      moments: 3,
      skills: new Map([
        ['patience', { lastSeen: '2026-11-24', tried: 0 }],
        ['flexibility', { lastSeen: undefined, tried: 2 }],
        ['compassion', { lastSeen: '2026-10-15', tried: 0 }],
      ]),
    });
  });

  test('separates channels, sums them for the workspace, omits private shout-outs', async () => {
    const { store, thank } = await team();
    await thank('patience', 0, five, 'C1');
    await thank('compassion', 0, five, 'C2');
    const secret = aShoutout({ skill: 'self-control', people: five, channel: undefined });
    await addShoutout({ store }, workspace, 'secret', secret);
    await tryIt(store, 'p1', 'U2', undefined);
    const skillsOf = async (channel: string | undefined) => {
      const found = await coverage({ store }, { workspace, channel, today });
      return found.kind === 'skills' ? [...found.skills.keys()] : [];
    };
    expect(await skillsOf('C1')).toEqual(['patience']);
    expect(await skillsOf('C2')).toEqual(['compassion']);
    expect(await skillsOf(undefined)).toEqual(['patience', 'compassion', 'flexibility']);
  });

  test('keeps what is seen and tried in a private channel out of the workspace', async () => {
    const { store, thank } = await team();
    await thank('patience', 0);
    const before = await coverage({ store }, { workspace, channel: undefined, today });
    const secret = aShoutout({
      ...{ skill: 'self-control', people: ['U7', 'U8'], channel: 'CPRIVATE' },
      inPublicChannel: false,
    });
    await addShoutout({ store }, workspace, 'secret', secret);
    await tryIt(store, 'p1', 'U7', 'CPRIVATE');
    const whole = () => coverage({ store }, { workspace, channel: undefined, today });
    expect(await whole()).toEqual(before);
    const seen = await coverage({ store }, { workspace, channel: 'CPRIVATE', today });
    expect(seen).toMatchObject({ kind: 'total', moments: 1 });
    await changeShoutout({ store }, workspace, secret.id, deleteFor('U1'));
    expect(await whole()).toEqual(before);
  });

  test('tells only the total for fewer than five people thanked or trying something', async () => {
    const { store, thank, seen } = await team();
    await thank('patience', 0, ['U2', 'U3', 'U4']);
    await thank('compassion', 10, ['U2', 'U5']);
    expect(await seen()).toEqual({ kind: 'total', moments: 2, few: 'active' });
    await tryIt(store, 'p1', 'U5', 'C1');
    expect(await seen()).toMatchObject({ kind: 'total' });
    await tryIt(store, 'p2', 'U6', 'C1');
    expect(await seen()).toMatchObject({ kind: 'skills', moments: 2 });
  });

  test('in a channel of five, few were active: tells what was seen and not what was tried', async () => {
    const { store, thank } = await team();
    await tryIt(store, 'p1', 'U4', 'C1');
    const inChannelOf = (people: number, isSlackDown = false) => {
      const ids = Array.from({ length: people }, (_, at) => `U${at}`);
      const { slack } = recordingSlack();
      const members = async () => {
        if (isSlackDown) throw new SlackFailure('conversations.members', 'unreached', 'down');
        return ids;
      };
      const slacks = async () => ({ ...slack, members });
      return channelCoverage({ store, slacks }, { workspace, channel: 'C1', today });
    };
    expect(await inChannelOf(5)).toEqual({ kind: 'total', moments: 0, few: 'active' });
    await thank('patience', 0, ['U2', 'U3']);
    expect(await inChannelOf(4)).toEqual({ kind: 'total', moments: 1, few: 'here' });
    expect(await inChannelOf(5, true)).toMatchObject({ kind: 'total', few: 'active' });
    const skills = async () => {
      const found = await inChannelOf(5);
      return found.kind === 'skills' ? Object.fromEntries(found.skills) : {};
    };
    expect(await skills()).toMatchObject({ patience: { tried: 0 }, flexibility: { tried: 0 } });
    for (const [at, user] of ['U5', 'U6'].entries()) await tryIt(store, `q${at}`, user, 'C1');
    expect(await skills()).toMatchObject({ flexibility: { tried: 3 } });
  });

  test('a team is small again after deleting what made it larger', async () => {
    const { store, thank, seen } = await team();
    await thank('patience', 0, ['U2', 'U3', 'U4', 'U5']);
    const fifth = await thank('patience', 0, ['U5', 'U6']);
    expect(await seen()).toMatchObject({ kind: 'skills' });
    await changeShoutout({ store }, workspace, fifth, deleteFor('U1'));
    expect(await seen()).toEqual({ kind: 'total', moments: 1, few: 'active' });
  });

  test('does not count moments that were deleted or made private', async () => {
    const { store, thank, seen } = await team();
    await thank('patience', 20);
    const latest = await thank('patience', 0);
    const only = await thank('compassion', 0);
    await changeShoutout({ store }, workspace, latest, deleteFor('U1'));
    await changeShoutout({ store }, workspace, only, makePrivate('U2'));
    expect(await seen()).toEqual({
      kind: 'skills',
      moments: 1,
      skills: new Map([['patience', { lastSeen: '2026-11-04', tried: 0 }]]),
    });
  });

  test('stops counting people one by one when there are many', async () => {
    const { store, thank, seen } = await team();
    const ids: string[] = [];
    for (let group = 0; group < 8; group += 1) {
      const people = Array.from({ length: 10 }, (_, number) => `U${group}${number}`);
      ids.push(await thank('patience', 0, people));
    }
    const names: string[] = [];
    await store.forEach(
      {
        namespace: 'shoutouts',
        prefix: `${workspace}/week/`,
        schema: z.unknown(),
      },
      ({ value }) => void names.push(JSON.stringify(value)),
    );
    expect(names.join()).not.toContain('U0');
    for (const id of ids.slice(1)) await changeShoutout({ store }, workspace, id, deleteFor('U1'));
    expect(await seen()).toMatchObject({ kind: 'skills', moments: 1 });
  });

  test('weighs skills for tips by how long they were not seen', async () => {
    const { thank, seen } = await team();
    await thank('patience', 27);
    await thank('compassion', 28);
    await thank('flexibility', 55);
    await thank('self-control', 56);
    const skills = ['patience', 'compassion', 'flexibility', 'self-control', 'appreciation'];
    expect([...skillWeights(await seen(), skills, today).values()]).toEqual([1, 2, 2, 3, 3]);
    const small = { kind: 'total', moments: 1, few: 'active' } as const;
    expect([...skillWeights(small, skills, today).values()]).toEqual([1, 1, 1, 1, 1]);
  });
});
