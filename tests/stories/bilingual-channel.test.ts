import { expect, test } from 'vitest';
import type { MessageView, ViewView } from '../../playground/protocol.ts';
import { openStore } from '../../src/store/store.ts';
import { ourContent } from '../our-content.ts';
import { recordedLog } from '../recorded-log.ts';
import { answered, extraMile, transports } from './extra-mile.ts';
import { knownPeople } from './known-people.ts';
import { harborSlack, hour, lastOf, shownIn } from './shoutout-story.ts';

const content = await ourContent('en', 'all');

/** #tienda is in Spanish, as are Lucía and Mateo; Ana and Ben read English. */
async function tiendaStory(transport: 'http' | 'socket') {
  const slack = await harborSlack();
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  for (const name of ['dev', 'erin', 'chiara']) slack.person(name).join('tienda');
  await knownPeople(slack, store, ['ana', 'ben', 'lucia', 'mateo']);
  const story = await extraMile(transport, { slack, store, content, random: () => 0.5 });
  const answers = (name: string) =>
    slack
      .person(name)
      .reads('tienda')
      .filter(({ ephemeral }) => ephemeral);
  const read = (name: string, said: string) =>
    slack.until(() => answers(name).findLast(({ text }) => text.includes(said)));
  const asks = async (name: string, line: string): Promise<string> => {
    await slack.person(name).send('tienda', line);
    return answered(lastOf(answers(name))).text;
  };
  const posted = (said: string) =>
    slack.until(() => slack.messages('tienda').findLast(({ text }) => text.includes(said)));
  /** What a form or an answer in a modal says. */
  const opened = async (name: string, where: MessageView | ViewView, control: string) => {
    const person = slack.person(name);
    await person.press(where, control);
    const view = await slack.until(() =>
      person.views().find(({ blocks }) => JSON.stringify(blocks).includes('input')),
    );
    const text = `${view.title?.text} ${shownIn(view)}`;
    for (const one of person.views().toReversed()) await person.closeView(one);
    return text;
  };
  return { ...story, asks, read, posted, opened };
}

test.each(transports)(
  'everybody reads a channel in Spanish, and their own answers, by %s',
  async (transport) => {
    const { slack, app, asks, read, posted, opened } = await tiendaStory(transport);
    expect(await asks('ana', '/care tips on 13:00 daily')).toContain('Tips are on.');
    expect((await posted('configuró')).text).toContain('Cada día a las 13:00');
    expect(await asks('lucia', '/care recap on friday 16:00')).toContain(
      'El resumen está activado',
    );
    await posted('Cada viernes a las 16:00');

    const thanks = 'explained the form three times and smiled';
    expect(await asks('ana', `/shoutout @lucia @mateo #patience ${thanks}`)).toContain('Thank you');
    const card = await posted(thanks);
    expect(card.text).toContain('por Paciencia');
    await slack.person('ben').press(card, 'Yo también lo vi');
    await read('ben', 'Your name is on the card.');
    await slack.person('lucia').press(await posted(thanks), 'Leer la habilidad');
    await read('lucia', 'Da a cada persona');
    await slack.person('ben').press(await posted(thanks), 'Leer la habilidad');
    await read('ben', 'Give people the time they need');
    await slack.person('ana').press(await posted(thanks), 'Más');
    expect(await opened('ana', await read('ana', 'What would'), 'Edit')).toContain(
      'Edit a shout-out',
    );

    slack.clock.advance(2 * hour);
    await app.runOutbox();
    const tip = await posted('Consejo · ');
    await slack.person('ben').press(tip, 'Lo voy a probar');
    await read('ben', 'Which of these may happen to you soon?');
    expect(await opened('ana', tip, 'Lo vi en alguien')).toContain('Give a shout-out');
    expect(await opened('mateo', tip, 'Lo vi en alguien')).toContain('Dar un reconocimiento');

    expect(await asks('lucia', '/care consejos a las 25:00')).toContain('No ha cambiado nada.');
    expect(await asks('ana', '/care tips on 25:00')).toContain('Nothing was changed.');

    for (let hours = 0; hours < 80; hours += 1) {
      slack.clock.advance(hour);
      await app.runOutbox();
    }
    expect((await posted('Esta semana: ')).text).toContain('Paciencia');
    for (const [name, said] of [
      ['lucia', 'Reconocimientos que recibiste'],
      ['ana', 'Thanks you gave'],
    ] as const) {
      const person = slack.person(name);
      await person.openHome();
      await slack.until(() => JSON.stringify(person.home() ?? {}).includes(said));
    }
    const refusals = slack.refusals().filter((line) => !line.startsWith('acknowledgement'));
    expect(refusals).toEqual([]);
  },
);

test('a preview shows the tip in the language in which it comes', async () => {
  const { asks, posted } = await tiendaStory('http');
  await asks('ana', '/care tips on 13:00 daily');
  const preview = await asks('ana', '/care tips preview');
  expect(preview).toContain('Consejo · ');
  expect(preview).not.toContain('Tip · ');
  expect(preview).toContain('Only you see this preview.');
  expect(await posted('configuró')).toBeDefined();
});
