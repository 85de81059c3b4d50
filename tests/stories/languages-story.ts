import { sampleWorkspaces } from '../../playground/sample-workspace.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { readContent } from '../../src/content/content.ts';
import { languageFolder, markedFiles } from '../content/language-folder.ts';
import { extraMile, manifest, type Transport } from './extra-mile.ts';

const root = await languageFolder({ fr: markedFiles });

/** English, and a French whose titles and own texts begin with `mark`. */
export const twoLanguages = await readContent({
  roots: ['prompts', root],
  languages: ['en'],
  offered: ['en', 'fr'],
});

/** Tuesday, 24 November 2026, noon in Lisbon. */
const start = Date.UTC(2026, 10, 24, 12);

/** The second one is private. */
const frenchChannels = ['service-desk', 'returns-counter'];

/** Slack speaks French with Chiara, and in these channels. */
export async function bilingualSlack(): Promise<LocalSlack> {
  const workspaces = sampleWorkspaces.map((seed) => ({
    ...seed,
    people: seed.people.map((one) => (one.name === 'chiara' ? { ...one, locale: 'fr-CH' } : one)),
    channels: seed.channels.map((one) =>
      frenchChannels.includes(one.name) ? { ...one, locale: 'fr-FR' } : one,
    ),
  }));
  return localSlack({ manifest, workspaces, clock: stoppedClock(start) });
}

export async function bilingualStory(
  transport: Transport,
  options: Omit<NonNullable<Parameters<typeof extraMile>[1]>, 'slack'> = {},
  existing?: LocalSlack,
) {
  const slack = existing ?? (await bilingualSlack());
  const story = await extraMile(transport, { content: twoLanguages, ...options, slack });
  const last = (name: string, channel = 'general') => {
    const message = slack.person(name).reads(channel).at(-1);
    if (!message) throw new Error('there is no message');
    return message;
  };
  return { ...story, last, ana: slack.person('ana'), chiara: slack.person('chiara') };
}
