import { sampleWorkspaces } from '../../playground/sample-workspace.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import type { WorkspaceSeed } from '../../playground/server/state/workspace-seed.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest, type Transport } from './extra-mile.ts';
import { knownPeople } from './known-people.ts';

const [harbor] = sampleWorkspaces;
if (!harbor) throw new Error('no sample');

const message = { from: 'ben', text: 'The ferry is late again.' };

/**
 * The sample in an Enterprise Grid organisation: Lars is from another of its workspaces, Pat from
 * another company. #crossing is shared with Pat's company.
 */
export const group: WorkspaceSeed = {
  ...harbor,
  enterprise: 'Harbor Group',
  other_teams: [
    ...(harbor.other_teams ?? []),
    { name: 'Lighthouse', domain: 'lighthouse', relation: 'grid' },
    { name: 'Ferry Line', domain: 'ferry', relation: 'connect' },
  ],
  people: [
    ...harbor.people,
    { name: 'lars', real_name: 'Lars Light', team: 'Lighthouse' },
    { name: 'pat', real_name: 'Pat Partner', team: 'Ferry Line' },
  ],
  channels: [
    ...harbor.channels,
    { name: 'crossing', app: true, members: ['ana', 'ben', 'lars', 'pat'], messages: [message] },
    { name: 'back-office', app: true, private: true, members: ['ana', 'ben'], messages: [message] },
  ],
};

/** The real app in that workspace at noon, in Lisbon on a Tuesday. */
export async function harborGroup(transport: Transport) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const slack = await localSlack({ manifest, clock, workspaces: [group] });
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  await knownPeople(slack, store, ['ana', 'ben', 'lars']);
  const story = await extraMile(transport, { slack, store });
  const [ana, ben, lars, pat] = ['ana', 'ben', 'lars', 'pat'].map((name) => slack.person(name));
  if (!ana || !ben || !lars || !pat) throw new Error('nobody there');
  const lastIn = (person: typeof ana, channel = 'crossing') => {
    const found = person.reads(channel).findLast(({ ephemeral }) => ephemeral);
    if (!found) throw new Error('no message');
    return found;
  };
  /** Waits for a private answer to this person that contains `said`. */
  const answered = (person: typeof ana, said: string, channel = 'crossing') =>
    slack.until(() =>
      person.reads(channel).find(({ ephemeral, text }) => ephemeral && text.includes(said)),
    );
  return { ...story, slack, store, ana, ben, lars, pat, lastIn, answered };
}
