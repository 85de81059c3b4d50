import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadHolidays } from '../../../../src/calendar/holidays.ts';
import type { ParseResult } from '../../../../src/calendar/parse/parse-result.ts';
import { parseTips } from '../../../../src/features/tips/parse/parse-tips.ts';
import { normalizeTyped } from '../../../../src/text/normalize.ts';
import { spanish } from '../../../i18n/grammars.ts';

const holidays = await loadHolidays();

const skills = new Map([
  ['paciencia', 'patience'],
  ['patience', 'patience'],
  ['saber escuchar', 'good-listener'],
  ['listening', 'good-listener'],
]);

function findSkill(text: string): ParseResult<string> {
  const id = skills.get(text.toLowerCase());
  return id ? { value: id } : { nearest: [] };
}

/** A Wednesday. */
const today = '2026-12-02';
const parse = (text: string) =>
  parseTips(text, { today, findSkill, findPlace: holidays.parsePlace });
const readSpanish = (text: string) => parse(spanish.read('tips', normalizeTyped(text)).text);

test.each([
  ['', ''],
  ['activar', 'on'],
  ['a las 9', 'at 9'],
  ['a las 9:00 de lunes a viernes', 'on 09:00 weekdays'],
  ['a las 9:00 cada día', 'on 09:00 daily'],
  ['a las 9:00 cada dia', 'on 09:00 daily'],
  ['A LAS 9:00 CADA DÍA.', 'on 09:00 daily'],
  ['a las 9:00 lunes, miércoles y viernes', 'on 09:00 mon,wed,fri'],
  ['a las 9:00 lunes miercoles viernes', 'on 09:00 mon,wed,fri'],
  ['9:30 am lunes miércoles y viernes', 'on 9:30 am mon wed fri'],
  ['a las 9:00 de lunes a viernes Madrid', 'on 09:00 weekdays Madrid'],
  ['a las 9:00 lunes, miércoles y viernes Madrid', 'on 09:00 mon,wed,fri Madrid'],
  ['a las 9.30 entre semana hora de Madrid', 'on 9.30 weekdays Madrid'],
  ['a las 9 L-V Ciudad de México', 'on 9 weekdays Mexico City'],
  ['a las 9 de martes a jueves en Nueva York', 'on 9 tue-thu New York'],
  ['a las 8h30 los sábados y domingos Bogotá', 'on 8:30 weekends Bogota'],
  ['a las 9 martes Los Ángeles', 'on 9 tuesday Los Angeles'],
  ['a las 9 mar mié El Cairo', 'on 9 tue wed Cairo'],
  // "mar" is March only in a date.
  ['a las 9:30 mar y jue', 'on 9:30 tue thu'],
  ['9.30 mar y jue', 'on 9:30 tue thu'],
  ['activar 9 mar y jue', 'on 9 tue thu'],
  ['a las diez menos diez mar y jue', 'on 9:50 tue thu'],
  ['yo a las 9 mar y jue', 'me 9 tue thu'],
  ['a las 4 de la tarde los viernes', 'on 4 pm friday'],
  ['a las 9:30 h los lunes', 'on 9:30 monday'],
  ['a las 9 horas los lunes', 'on 9:00 monday'],
  ['a las nueve y media de la mañana todos los días', 'on 9:30 am daily'],
  ['a la una de la tarde a diario', 'on 1 pm daily'],
  ['al mediodía los jueves', 'on noon thursday'],
  ['al mediodia', 'on noon'],
  ['16hs los jueves', 'on 16:00 thursday'],
  ['a las 10 menos cuarto', 'on 9:45'],
  ['a las diez menos diez', 'on 9:50'],
  ['a las 4 menos cuarto de la tarde', 'on 15:45'],
  ['cuarto para las diez', 'on 9:45'],
  ['on 9:00 weekdays', 'on 09:00 weekdays'],
  ['desactivar', 'off'],
  ['parar', 'off'],
  ['pausa', 'pause'],
  ['pausa hasta el 6 de enero', 'pause until 2027-01-06'],
  ['pausa hasta el 1 de marzo de 2027', 'pause until 2027-03-01'],
  ['pausa hasta el 1º de marzo del 2027', 'pause until 2027-03-01'],
  ['pausa hasta el lunes', 'pause until monday'],
  ['pausa hasta el próximo lunes', 'pause until next monday'],
  ['pausa hasta la próxima semana', 'pause until next week'],
  ['pausa hasta la semana que viene', 'pause until next week'],
  ['pausa hasta pasado mañana', 'pause until 2026-12-04'],
  ['pausa hasta enero', 'pause until january'],
  ['pausa hasta mar', 'pause until tuesday'],
  ['pausa hasta marzo de 2027', 'pause until march 2027'],
  ['desactivar en Navidad', 'off christmas'],
  ['días libres nochebuena, año nuevo', 'off christmas eve, new year'],
  ['pausa hasta nuevo aviso', 'pause until further notice'],
  ['pausa dos semanas', 'pause two weeks'],
  ['pausa por una semana', 'pause for a week'],
  ['pausa durante 3 días', 'pause for 3 days'],
  ['pausa esta semana', 'pause for this week'],
  ['pausa hasta 5/1', 'pause until 2027-01-05'],
  ['reanudar', 'resume'],
  ['saltar', 'skip'],
  ['saltar el próximo', 'skip next'],
  ['saltar mañana', 'skip tomorrow'],
  ['no saltar', 'unskip'],
  ['vista previa', 'preview'],
  ['estado', 'show'],
  ['días libres 24 de diciembre', 'off 2026-12-24'],
  ['dias libres del 24 al 31 de diciembre', 'off 24-31 December'],
  ['días libres desde el 24 de diciembre hasta el 2 de enero', 'off 24 Dec to 2 Jan'],
  ['días libres 24/12, 31/12/2026', 'off 2026-12-24, 2026-12-31'],
  ['días libres 24-31 de diciembre y 6 de enero', 'off 24-31 December, 6 Jan'],
  ['días libres 24 dic, 1 mar', 'off 24 dec, 1 march'],
  ['días libres diciembre 24, enero primero', 'off 24 dec, 1 january'],
  ['días libres mar', 'off tuesday'],
  ['saltar el 30 mar', 'skip 30 march'],
  ['yo pausa hasta el 1 mar', 'me pause until 1 march'],
  ['días libres viernes', 'off friday'],
  ['días libres 24 y 25 de diciembre', 'off 24-25 december'],
  ['desactivar el 24, 25 y 27 de diciembre', 'off 24-25 december, 27 december'],
  ['cuándo', 'show'],
  ['desactivar el 24 de diciembre', 'off 24 december'],
  ['festivos Portugal', 'holidays Portugal'],
  ['festivos de España', 'holidays Spain'],
  ['feriados Estados Unidos', 'holidays United States'],
  ['festivos de Alemania, Baviera', 'holidays Germany, Bavaria'],
  ['festivos Comunidad de Madrid', 'holidays Spain, Madrid'],
  ['festivos desactivar', 'holidays off'],
  ['habilidades paciencia, saber escuchar', 'skills patience, listening'],
  ['habilidades paciencia y saber escuchar', 'skills patience and listening'],
  ['habilidades todas', 'skills all'],
  ['juntos cada viernes', 'bundle weekly friday'],
  ['juntos los viernes', 'bundle weekly friday'],
  ['juntos cada semana', 'bundle weekly'],
  ['juntos a diario', 'bundle daily'],
  ['juntos desactivar', 'bundle off'],
  ['modo menos', 'mode least'],
  ['modo igual', 'mode even'],
  ['yo', 'me'],
  ['para mí', 'me'],
  ['yo a las 8:30 de lunes a viernes', 'me 08:30 weekdays'],
  ['yo desactivar', 'me off'],
  ['yo pausa hasta el 6 de enero', 'me pause until 2027-01-06'],
])('reads %s as %s', (typed, meant) => {
  const { typed: _, ...expected } = { typed: '', ...parse(meant) };
  expect(readSpanish(typed)).toEqual(expected);
});

test.each([
  'para clientes enfadados',
  'sobre las quejas',
  'para un cliente que grita',
  'de paciencia',
  'para el lunes por la mañana cuando hay cola',
])('%s is a search', (typed) => {
  expect(readSpanish(typed)).toBeUndefined();
});

test.each([
  ['a las 25', 'time'],
  ['activar a las 9:00 Madird', 'zone'],
  ['pausa hasta el 30 de febrero', 'date'],
  ['pausa hasta ayer', 'past'],
  ['festivos Narnia', 'place'],
  ['cambiar a las 10:00', 'word'],
  ['zona Londres', 'word'],
  ['cada dos lunes a las 9', 'twice'],
  ['no', 'word'],
])('refuses %s', (typed, about) => {
  expect(readSpanish(typed)).toMatchObject({ kind: 'problem', about });
});

test.each([
  ['sin consejos del 24 al 31 de diciembre', ['/care tips off 24 to 31 december']],
  [
    'no del 24 al 31 de diciembre',
    ['/care tips off 24 to 31 december', '/care tips me off 24 to 31 december'],
  ],
])('%s suggests these days off', (typed, nearest) => {
  expect(readSpanish(typed)).toMatchObject({ nearest });
});

test('a problem always quotes what was typed', () => {
  const word = fc.constantFrom(
    ...[
      'activar desactivar yo pausa hasta el a las 9 9:00 25:99 lunes lunes-viernes madrid IST UTC+2',
      '2026-12-24 30 de febrero 5/6 24/13 , y paciencia habilidades modo menos festivos alemania no',
      'mañana del 24 al 31 diciembre 99999 juntos cada día saltar cambiar libres zona hora 🦊 ¿',
    ].flatMap((line) => line.split(' ')),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 7 }), (words) => {
      const line = normalizeTyped(words.join(' '));
      const { text, typed } = spanish.read('tips', line);
      const found = parse(text);
      if (found?.kind === 'problem') expect(line).toContain(typed(found.part));
    }),
    { numRuns: 300 },
  );
});
