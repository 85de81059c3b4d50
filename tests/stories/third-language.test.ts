import { expect, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { readContent } from '../../src/content/content.ts';
import { openStore } from '../../src/store/store.ts';
import { germanFiles } from '../content/german.ts';
import { languageFolder } from '../content/language-folder.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile, manifest } from './extra-mile.ts';
import { knownPeople } from './known-people.ts';

const root = await languageFolder({ de: germanFiles });

/** Slack speaks German with Chiara; it is Tuesday, 24 November 2026, noon in Lisbon. */
async function germanStory() {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const slack = await localSlack({ manifest, clock });
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  await knownPeople(slack, store, ['ben', 'chiara']);
  const content = await readContent({
    roots: ['prompts', root],
    languages: ['en'],
    offered: 'all',
  });
  const story = await extraMile('socket', { slack, store, content });
  const chiara = slack.person('chiara');
  const asks = async (line: string) => {
    await chiara.send('service-desk', line);
    return chiara.reads('service-desk').findLast(({ ephemeral }) => ephemeral)?.text ?? '';
  };
  return { ...story, content, chiara, asks };
}

test('a third language needs only its folder', async () => {
  const { slack, content, chiara, asks } = await germanStory();
  expect([content, ...content.others].map(({ language }) => language)).toEqual(['en', 'de', 'es']);
  expect(await asks('/care geduld')).toMatch(/^Fähigkeit 1 von 2\nGeduld\n/);
  expect(await asks('/care ein wütender Kunde')).toContain('Selbstbeherrschung');
  expect(await asks('/care fähigkeiten')).toContain('• Selbstbeherrschung');
  expect(await asks('/care tipps um 9 uhr montags bis freitags')).toContain(
    'Montag bis Freitag um 09:00, Zeitzone Berlin.\nAus allen Fähigkeiten.\n' +
      'Der nächste kommt am Mittwoch, 25. November um 09:00.',
  );
  expect(await asks('/care tipps um 25:00')).toContain('„25:00“ ist keine Uhrzeit');
  expect(await asks('/care tipps pause bis 6. januar')).toContain('bis Mittwoch, 6. Januar 2027.');
  expect(await asks('/care sprache')).toContain('Ich antworte dir auf Deutsch, wie in Slack.');
  await asks('/shoutout @ben #geduld er hat die Frau ihre Münzen in Ruhe zählen lassen');
  const card = await slack.until(() =>
    slack.messages('service-desk').find(({ text }) => text.includes('Münzen')),
  );
  expect(card.text).toContain('for Patience');
  // Only English and Spanish have this one.
  expect(await asks('/care flexibility')).toContain('Flexibility');
  await asks('/care tips language german');
  const thanks = '#flexibility he moved the appointment again without a sigh';
  await slack.person('ana').send('service-desk', `/shoutout @ben ${thanks}`);
  const other = await slack.until(() =>
    slack.messages('service-desk').find(({ text }) => text.includes('without a sigh')),
  );
  expect(other.text).toMatch(/^Danke an <@\w+> für Flexibility\n/);
  await chiara.openHome();
  await slack.until(() => JSON.stringify(chiara.home() ?? {}).includes('Fähigkeiten (2)'));
  expect(slack.refusals()).toEqual([]);
});
