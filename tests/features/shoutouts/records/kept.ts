import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { forEachShoutout } from '../../../../src/features/shoutouts/records/export.ts';
import { indexedShoutouts, mondayOf } from '../../../../src/features/shoutouts/records/indexes.ts';
import { namespace, type Week, weekKey } from '../../../../src/features/shoutouts/records/keys.ts';
import { applyTally, tallyOf } from '../../../../src/features/shoutouts/records/weekly-tally.ts';
import {
  type GivenShoutout,
  newShoutout,
  type Thanked,
  type Thanks,
} from '../../../../src/features/shoutouts/shoutout.ts';
import { systemRandom } from '../../../../src/ports/random.ts';
import type { Store } from '../../../../src/ports/store.ts';
import { recordedLog } from '../../../recorded-log.ts';
import { opened } from '../../../store/opened.ts';

export const start = Date.UTC(2026, 10, 24, 9);
export const hour = 3_600_000;
export const workspace = 'T1';

const folder = mkdtempSync(join(tmpdir(), 'shoutouts-'));
let files = 0;
export const engines = ['memory', 'sqlite'] as const;

/** An empty store of this kind, with a stopped clock. */
export async function kept(engine: (typeof engines)[number]) {
  files += 1;
  const url = engine === 'memory' ? 'memory:' : `sqlite:${folder}/${files}.sqlite`;
  const time = { now: start };
  const clock = { now: () => time.now };
  const log = recordedLog();
  const { store } = await opened(url, { clock, log });
  return { store, clock, random: systemRandom, time, log };
}

type Wanted = Partial<Thanks> & {
  readonly from?: string;
  readonly channel?: string | undefined;
  readonly inPublicChannel?: boolean;
  readonly thanked?: readonly Thanked[];
  readonly at?: number;
};

const open = (id: string): Thanked => ({ id, wish: 'publicly', retell: false });

export function aShoutout({
  from = 'U1',
  at = start,
  thanked,
  ...wanted
}: Wanted = {}): GivenShoutout {
  const channel = 'channel' in wanted ? wanted.channel : 'C1';
  const people = wanted.people ?? thanked?.map(({ id }) => id) ?? ['U2'];
  const { inPublicChannel = true } = wanted;
  const { skill = 'patience', text = 'She waited with a lost child.' } = wanted;
  return newShoutout(
    { clock: { now: () => at }, random: systemRandom },
    {
      from,
      timeZone: 'Europe/Lisbon',
      channel,
      inPublicChannel,
      thanked: thanked ?? people.map(open),
    },
    { people, skill, text },
  );
}

const inOrder = (one: string, other: string) => (one < other ? -1 : 1);
const page = z.object({ page: z.number(), items: z.array(z.string()) });
const pageName = /^[^/]+\/index\/(?<index>.+)\/(?:head|\d{7})$/;

/** The stored indexes and weeks, and those that follow from the stored shout-outs. */
export async function agreement(store: Store) {
  const indexes = new Map<string, string[]>();
  const weeks = new Map<string, Week>();
  await store.forEach(
    { namespace, prefix: `${workspace}/`, schema: z.unknown() },
    ({ name, value }) => {
      const index = pageName.exec(name)?.groups?.index;
      if (index) {
        const items = page.parse(value).items.filter(Boolean);
        if (items.length > 0)
          indexes.set(index, [...(indexes.get(index) ?? []), ...items].sort(inOrder));
      } else if (name.startsWith(`${workspace}/week/`)) weeks.set(name, value as Week);
    },
  );
  const expected = new Map<string, string[]>();
  const counts = new Map<string, Week>();
  await forEachShoutout({ store }, workspace, (shoutout) => {
    for (const name of indexedShoutouts.indexesOf(shoutout))
      expected.set(name, [...(expected.get(name) ?? []), shoutout.id].sort(inOrder));
    const tally = tallyOf(shoutout);
    if (!tally) return;
    for (const scope of tally.scopes) {
      const { name } = weekKey(workspace, scope, mondayOf(tally.day));
      counts.set(name, applyTally(counts.get(name), tally, 1));
    }
  });
  for (const [name, week] of weeks) if (isEmpty(week)) weeks.delete(name);
  for (const week of [...weeks.values(), ...counts.values()]) dropEmptySkills(week);
  return { indexes, expected, weeks, counts };
}

const isEmptySkill = ({ seen, tried }: Week['skills'][string]) =>
  tried === 0 && seen.every((count) => count === 0);
const isEmpty = ({ skills }: Week) => Object.values(skills).every(isEmptySkill);

function dropEmptySkills({ skills }: Week): void {
  for (const [skill, counts] of Object.entries(skills))
    if (isEmptySkill(counts)) delete skills[skill];
}
