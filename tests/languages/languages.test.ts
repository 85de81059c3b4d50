import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../playground/server/clock.ts';
import { currentLanguage } from '../../src/i18n/current-language.ts';
import { languages } from '../../src/languages/languages.ts';
import { type Slack, SlackFailure } from '../../src/ports/slack.ts';
import { openStore } from '../../src/store/store.ts';
import { eventually } from '../eventually.ts';
import { recordingSlack } from '../features/shoutouts/shoutout-app.ts';
import { recordedLog } from '../recorded-log.ts';

const [workspace, minute, hour] = ['T1', 60_000, 3_600_000];
const ana = { workspace, id: 'U1' };
const desk = { workspace, id: 'C1' };

/** Languages with a Slack that tells these locales ('' is none), refuses to, or fails. */
async function setUp(locales: Record<string, string | undefined>) {
  const clock = stoppedClock(Date.UTC(2026, 10, 24, 12));
  const store = await openStore({ url: 'memory:', clock, log: recordedLog() });
  onTestFinished(store.close);
  const asked: string[] = [];
  /** What the next questions to Slack wait for. */
  const answers: Promise<void>[] = [];
  const tell = async (id: string): Promise<string | undefined> => {
    asked.push(id);
    const locale = locales[id];
    await answers.pop();
    if (locale === undefined) throw new SlackFailure('info', 'limited', 'ratelimited');
    if (locale === 'refused') throw new SlackFailure('info', 'refused', 'channel_not_found');
    return locale || undefined;
  };
  const accepting = recordingSlack().slack;
  const slack: Slack = {
    ...accepting,
    person: async (id) => ({ ...(await accepting.person(id)), locale: await tell(id) }),
    channel: async (id) => ({ ...(await accepting.channel(id)), locale: await tell(id) }),
  };
  const made = languages({
    ...{ store, clock, slacks: async () => slack },
    offered: () => ['en', 'es', 'fr'],
  });
  return { ...made, asked, answers, clock, locales };
}

test('a choice comes before what Slack says, and that before the default', async () => {
  const { of, choose } = await setUp({ U1: 'es-MX', U2: 'de-DE' });
  expect(await of(ana)).toEqual({ language: 'es', from: 'slack' });
  await choose(ana, 'fr');
  expect(await of(ana)).toEqual({ language: 'fr', from: 'choice' });
  await choose(ana, undefined);
  expect(await of(ana)).toEqual({ language: 'es', from: 'slack' });
  expect(await of({ workspace, id: 'U2' })).toEqual({ language: 'en', from: 'default' });
});

test('a chosen language that there isn’t any more is as if it weren’t chosen', async () => {
  const { of, choose } = await setUp({ U1: 'es-MX' });
  await choose(ana, 'pt-BR');
  expect(await of(ana)).toEqual({ language: 'es', from: 'slack' });
});

test('Slack is asked once by all who wait, and again after an hour', async () => {
  const { of, asked, clock, locales } = await setUp({ U1: 'es' });
  await Promise.all([of(ana), of(ana), of(ana)]);
  expect(asked).toEqual(['U1']);
  clock.advance(hour + 1);
  await of(ana);
  expect(asked).toHaveLength(2);
  locales.U1 = 'fr';
  expect(await of(ana)).toEqual({ language: 'es', from: 'slack' });
  clock.advance(hour);
  expect(await of(ana)).toEqual({ language: 'fr', from: 'slack' });
});

test('a change that Slack tells is known at once, or asked for', async () => {
  const { of, asked, hear, choose, locales } = await setUp({ U1: 'es' });
  expect(hear(ana, 'fr')).toBe(false);
  await of(ana);
  expect([hear(ana, 'es-MX'), hear(ana, 'fr'), hear(ana, 'fr')]).toEqual([false, true, false]);
  expect(await of(ana)).toEqual({ language: 'fr', from: 'slack' });
  expect(asked).toHaveLength(1);
  locales.U1 = undefined;
  expect(hear(ana, undefined)).toBe(false);
  expect(await of(ana)).toEqual({ language: 'fr', from: 'slack' });
  expect(asked).toHaveLength(2);
  await choose(ana, 'en');
  expect(hear(ana, 'es')).toBe(false);
});

test('an answer that is on its way doesn’t replace a change', async () => {
  const { of, hear, answers } = await setUp({ U1: 'es' });
  await of(ana);
  hear(ana, undefined);
  const late = Promise.withResolvers<void>();
  answers.push(late.promise);
  const first = of(ana);
  await eventually(() => expect(answers).toEqual([]));
  hear(ana, 'fr');
  late.resolve();
  expect(await first).toEqual({ language: 'fr', from: 'slack' });
  expect(await of(ana)).toEqual({ language: 'fr', from: 'slack' });
});

test('what Slack doesn’t tell is as it was before, and of a channel as of another one', async () => {
  const { of, clock, locales, asked } = await setUp({ U1: 'es', C1: 'fr-FR' });
  await Promise.all([of(ana), of(desk)]);
  locales.U1 = undefined;
  clock.advance(hour + 1);
  expect((await of(ana)).language).toBe('es');
  expect((await of({ workspace, id: 'C2' })).language).toBe('fr');
  locales.C3 = '';
  expect((await of({ workspace, id: 'C3' })).language).toBe('fr');
  expect((await of({ workspace: 'T2', id: 'C2' })).language).toBe('en');
  locales.C2 = 'es';
  clock.advance(minute + 1);
  expect((await of({ workspace, id: 'C2' })).language).toBe('es');
  expect(asked.filter((id) => id === 'C1')).toHaveLength(1);
});

test('a language that Slack doesn’t tell is unknown, one that there isn’t is known', async () => {
  const { of, clock, locales } = await setUp({});
  expect(await of(ana)).toEqual({ language: 'en', from: 'unknown' });
  locales.U1 = 'de-DE';
  clock.advance(minute + 1);
  expect(await of(ana)).toEqual({ language: 'en', from: 'default' });
});

test('a direct message by its own id asks nobody', async () => {
  const { inLanguageOf, asked } = await setUp({});
  expect(await inLanguageOf({ workspace, id: 'D1' }, () => 'composed')).toBe('composed');
  expect(asked).toEqual([]);
});

test('what is to be kept waits for its language, as long as nothing is known', async () => {
  const { inKnownLanguageOf, choose, clock, locales } = await setUp({});
  const language = () => inKnownLanguageOf(desk, () => currentLanguage());
  await expect(language()).rejects.toThrow('ratelimited');
  await expect(language()).rejects.toThrow('ratelimited');
  locales.C1 = 'es-ES';
  clock.advance(minute + 1);
  expect(await language()).toBe('es');
  locales.C1 = undefined;
  clock.advance(24 * hour + 1);
  expect(await language()).toBe('es');
  await choose(ana, 'fr');
  expect(await inKnownLanguageOf(ana, () => currentLanguage())).toBe('fr');
});

test('what is to be kept doesn’t wait for what Slack refuses to tell', async () => {
  const { inKnownLanguageOf } = await setUp({ C1: 'refused' });
  expect(await inKnownLanguageOf(desk, () => currentLanguage())).toBe('en');
});
