import { describe, expect, test } from 'vitest';
import { spanishContent } from '../i18n/spanish-content.ts';
import { anaAtWork, minute } from './tip-story.ts';

const [twoLanguages = spanishContent] = spanishContent.others;

/** Ana reads Spanish, where English is offered too. */
async function enEspanol() {
  const story = await anaAtWork('http', { content: spanishContent, locale: 'es-MX' });
  const { slack, asks } = story;
  /** Each command in a minute of its own, as Slack limits what is queued. */
  const pide = async (words: string) => {
    slack.clock.advance(minute);
    return (await asks(words)).text;
  };
  return { ...story, pide };
}

describe('the words behind /care', () => {
  test.each([
    ['habilidades', 'Habilidades de atención al cliente'],
    ['Reglas.', 'Reglas de la atención al cliente'],
    ['principios', 'Principios de la atención al cliente'],
    ['guias', 'Guías de la atención al cliente'],
    ['ayuda', 'Cómo preguntar'],
    ['"ayuda consejos"', 'Cómo preguntar'],
    ['ayuda privacidad', 'Quién ve qué'],
    ['consejos ayuda', 'Cómo preguntar'],
    ['help tips', 'Cómo preguntar'],
    ['acerca', 'Acerca de Extra Mile'],
    ['acerca de', 'Acerca de Extra Mile'],
    ['las habilidades', 'Habilidades de atención al cliente'],
    ['¿cómo funciona?', 'Cómo preguntar'],
    ['dame un consejo', 'Consejo · '],
    ['desactivar consejos', 'Consejos en este canal'],
    ['habilidaes', 'Habilidades de atención al cliente'],
    ['yo', 'Tus momentos'],
    ['cobertura', 'Habilidades vistas en este canal'],
    ['practica paciencia', 'Práctica · Paciencia'],
    ['consejo', 'Consejo · '],
    ['consejo paciencia', 'Consejo · Paciencia'],
    ['admin', 'Administración'],
    ['mis-datos', 'Qué guardo sobre ti'],
    ['mis datos', 'Qué guardo sobre ti'],
  ])('%s', async (words, said) => {
    const { pide, slack } = await enEspanol();
    expect(await pide(words)).toMatch(new RegExp(`^${said}`));
    expect(slack.refusals()).toEqual([]);
  });

  test.each([
    'ayuda a un cliente a llevar una bolsa',
    'consejos para clientes enojados',
    'yo no puedo más',
    'resumen de la reunión de ayer con el cliente',
    'mis datos están mal en la factura',
    'gracias por la paciencia',
  ])('%s is a search', async (words) => {
    const { pide } = await enEspanol();
    const text = await pide(words);
    expect(text).toMatch(/^(?:Lo más cercano|Habilidad \d|Guía \d|Regla \d|Principio \d|Sobre )/);
  });
});

test('a channel sets up, changes, pauses and ends its tips', async () => {
  const { pide } = await enEspanol();
  expect(await pide('consejos a las 9 de lunes a viernes hora de Madrid')).toContain(
    'De lunes a viernes a las 09:00, hora de Madrid.',
  );
  expect(await pide('consejos activar 9:30 am lunes miercoles y viernes Bogotá')).toContain(
    'Cada lunes, miércoles y viernes a las 09:30, hora de Bogotá.',
  );
  expect(await pide('consejos pausa hasta el 6 de enero')).toContain(
    'en pausa hasta el miércoles, 6 de enero de 2027',
  );
  expect(await pide('consejos reanudar')).toContain('El próximo llega');
  expect(await pide('consejos días libres del 24 al 26 de diciembre, 6/1')).toContain(
    'Días libres: del 24 al 26 de diciembre y miércoles, 6 de enero de 2027.',
  );
  expect(await pide('consejos festivos de España, Cataluña')).toContain('España (Cataluña)');
  expect(await pide('consejos festivos desactivar')).not.toContain('España');
  expect(await pide('consejos habilidades paciencia y saber escuchar')).toContain(
    'Habilidades: Paciencia y Saber escuchar.',
  );
  expect(await pide('consejos habilidades todas')).toContain('De todas las habilidades.');
  expect(await pide('consejos modo menos')).toContain('Guardado');
  expect(await pide('consejos juntos cada viernes')).toContain('viernes');
  expect(await pide('consejos saltar')).toContain('Se salta el consejo del miércoles');
  expect(await pide('consejos no saltar')).toContain('El próximo llega');
  expect(await pide('consejos vista previa')).toMatch(/^Llega el/);
  expect(await pide('consejos desactivar')).toContain('Los consejos están desactivados.');
  expect(await pide('mis consejos a las 8:30 cada día')).toMatch(
    /^Consejos para ti.*Cada día a las 08:30/s,
  );
});

test('what is not understood is quoted as typed, with a suggestion that can be typed', async () => {
  const { pide } = await enEspanol();
  await pide('consejos a las 9 de lunes a viernes');
  const date = await pide('consejos pausa hasta el 30 de febrero');
  expect(date).toContain('"30 de febrero"');
  expect(date).toContain('/care consejos pausa hasta el 30 de febrero');
  expect(date).not.toMatch(/february|until/);
  const word = await pide('consejos cambiar a las 10:00');
  expect(word).toContain('"cambiar a las 10:00"');
  const [suggested = ''] = /\/care consejos activar[^?\n]*/.exec(word) ?? [];
  expect(await pide(suggested.replace('/care ', ''))).toContain('De lunes a viernes a las 10:00');
  const place = await pide('consejos festivos Narnia');
  expect(place).toContain('"Narnia"');
});

test.each([
  ['consejos desctivar', '/care consejos desactivar'],
  ['consejos reanudra', '/care consejos reanudar'],
  ['consejos a las 9:00 miercles y vieres', '/care consejos a las 9:00 miércoles y viernes'],
  ['consejos pausa hasta el 24 de dicembre', '24 de diciembre'],
  ['consejos yo desactvar', '/care consejos yo desactivar'],
  ['consejos festvos Portugal', '/care consejos festivos Portugal'],
  ['resumen desctivar', '/care resumen desactivar'],
  ['resumen virnes a las 16:00', '/care resumen viernes a las 16:00'],
  ['pausa hasta el 6 de enero', '/care consejos pausa hasta el 6 de enero'],
  ['reanudar', '/care consejos reanudar'],
  ['consejos el blunes', '/care consejos activar lunes'],
  ['consejos todos los lnes', '/care consejos activar cada lunes'],
  ['consejos lunes blunes', '/care consejos activar lunes'],
  ['no quiero consejos', '/care consejos desactivar o /care consejos yo desactivar'],
  ['no quiero consejos yo', '/care consejos yo desactivar'],
  [
    'ya no quiero consejos hasta el lunes',
    '/care consejos pausa hasta lunes o /care consejos yo pausa hasta lunes',
  ],
])('a slip in %s is asked about', async (line, meant) => {
  const { pide } = await enEspanol();
  const answer = await pide(line);
  expect(answer).toContain(`¿Querías decir ${meant}?`);
  expect(answer).toContain(`/care ${line}`);
});

test.each([
  ['consejos mañana no', 'mañana'],
  ['sin consejos mañana', 'mañana'],
  ['sin consejos el 24 de diciembre', '24 de diciembre'],
])('%s asks about the command where tips come', async (line, date) => {
  const { pide } = await enEspanol();
  await pide('consejos activar 9:00');
  expect(await pide(line)).toContain(`¿Querías decir /care consejos desactivar ${date}`);
});

test.each([
  ['9:00', '/care consejos activar 9:00'],
  ['lunes a las 9', '/care consejos activar lunes a las 9'],
  ['24 de diciembre', '/care consejos desactivar'],
])('%s alone gets the command for it', async (line, command) => {
  const { pide } = await enEspanol();
  expect(await pide(line)).toContain(`"${command}`);
});

test.each([
  'no quiero que me agradezcan en público',
  "don't thank me in public",
  'dont thank me in public',
  'i dont want to be thanked in public',
])('%s opens the preferences, and changes nothing', async (line) => {
  const { pide, ana, slack } = await enEspanol();
  await pide('yo');
  await ana.send('general', `/care ${line}`);
  const form = await slack.until(() =>
    ana.views().find((view) => JSON.stringify(view).includes('Preguntarme antes')),
  );
  expect(JSON.stringify(form)).toContain('"initial_option"');
});

test('the form of a plan takes dates and places in Spanish', async () => {
  const { ana, slack, pide, answer } = await enEspanol();
  await pide('consejos a las 9 de lunes a viernes');
  await ana.press(answer(), 'Cambiar');
  const form = await slack.until(() =>
    ana.views().find(({ callback_id }) => callback_id === 'tips.save'),
  );
  const zones = await ana.options(form, 'tips.zones/zone', 'Nueva York');
  expect(JSON.stringify(zones.body)).toContain('America/New_York');
  const places = await ana.options(form, 'tips.holidays/holidays', 'españa');
  expect(JSON.stringify(places.body)).toContain('España');
  const submit = (days: string) => ana.submit(form, { 'tips.changed/days-off': days });
  await submit('30 de febrero');
  expect(ana.views()[0]?.errors).toEqual({ 'days-off': expect.stringMatching(/^"30 de febrero"/) });
  await submit('2026-12-24, del 25 al 26 de diciembre, 6/1');
  const plan = await pide('consejos');
  expect(plan).toContain('del 24 al 26 de diciembre y miércoles, 6 de enero de 2027');
});

test('a day that begins a line or is a choice has a capital letter', async () => {
  const { ana, slack, pide, answer } = await enEspanol();
  await pide('consejos a las 9 de lunes a viernes');
  expect(await pide('admin')).toMatch(/Martes, 24 de noviembre, \d\d:\d\d: <@/);
  await ana.send('general', '/shoutout @ben #paciencia se quedó hasta que vino la madre');
  expect(await pide('yo')).toMatch(/\nMartes, 24 de noviembre · Paciencia · a /);
  await pide('consejos');
  await ana.press(answer(), 'Cambiar');
  const { blocks } = await slack.until(() =>
    ana.views().find(({ callback_id }) => callback_id === 'tips.save'),
  );
  expect(JSON.stringify(blocks)).toContain('"Lunes"');
  expect(JSON.stringify(blocks)).toContain('"Miércoles, 25 de noviembre"');
});

test('a recap is set up, shown and ended', async () => {
  const { pide } = await enEspanol();
  expect(await pide('resumen el viernes a las 16:00')).toContain('Cada viernes a las 16:00');
  expect(await pide('resumen los lunes a las 9 y media')).toContain('Cada lunes a las 09:30');
  expect(await pide('resumen ahora')).toMatch(/^No hay nada que contar/);
  expect(await pide('resumen desactivar')).toContain('El resumen está desactivado.');
  expect(await pide('resumen activar')).toContain('El resumen está activado.');
  const wrong = await pide('resumen lunes y viernes');
  expect(wrong).toContain('/care resumen lunes y viernes');
});

test('a shout-out names its skill in Spanish or in English', async () => {
  const { slack, ana } = await enEspanol();
  for (const line of [
    '/shoutout @ben y @chiara #paciencia se quedaron hasta que vino la madre del niño',
    '/care reconocimiento @ben #patience se quedó hasta que vino la madre del niño',
    '/care gracias a @ben por su #saber-escuchar: se sentó con ella y no miró el reloj',
  ]) {
    slack.clock.advance(minute);
    await ana.send('general', line);
    expect(ana.reads('general').findLast(({ ephemeral }) => ephemeral)?.text).toMatch(/^Gracias/);
  }
  await ana.send('general', '/shoutout ayuda');
  expect(ana.reads('general').findLast(({ ephemeral }) => ephemeral)?.text).toContain(
    '/shoutout @ana #paciencia',
  );
});

test('a person sees, takes along and deletes what is kept', async () => {
  const { pide } = await enEspanol();
  expect(await pide('mis-datos exportar')).toMatch(/^(?:Está en|Todavía no hay nada)/);
  expect(await pide('mis datos borrar')).toContain('¿Borrar mis datos?');
  const unknown = await pide('mis-datos regalar');
  expect(unknown).toContain('/care mis-datos regalar');
});

test('a person who reads English may type Spanish where it is offered', async () => {
  const { asks } = await anaAtWork('http', { content: twoLanguages });
  expect((await asks('consejos a las 9 de lunes a viernes Madrid')).text).toContain(
    'Every weekday at 09:00, Madrid time.',
  );
  expect((await asks('tips pausa hasta el 6 de enero')).text).toContain(
    'Wednesday, January 6, 2027',
  );
  expect((await asks('consejos habilidades paciencia y saber escuchar')).text).toContain(
    'Skills: Patience and Good listener.',
  );
  expect((await asks('práctica paciencia')).text).toMatch(/^Practice · Patience/);
  expect((await asks('consejo paciencia')).text).toMatch(/^Care tip · Patience/);
  // One letter from "practicar", and a word of English.
  expect((await asks('practical')).text).not.toMatch(/^Practice/);
  expect((await asks('reglas')).text).toContain('Customer care rules');
});

test('Spanish is not read where only English is offered', async () => {
  const { asks } = await anaAtWork('http');
  expect((await asks('consejos a las 9')).text).toMatch(/^These come closest/);
});
