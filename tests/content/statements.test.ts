import { describe, expect, test } from 'vitest';
import { filesIn } from './files.ts';

type Words = readonly RegExp[];

/** What the two source documents state, by the entry that has it, as it puts it in each language. */
const statements: readonly (readonly [file: string, en: Words, es: Words])[] = [
  [
    'guidelines/what-is-customer-care.md',
    [/emotional bond/, /products or our services/, /happy/],
    [/crear un lazo/, /productos o nuestros servicios/, /a gusto/],
  ],
  [
    'guidelines/what-is-customer-care.md',
    [/help and advice/, /those who may/, /body and mind/],
    [/ayuda y el consejo/, /quien quizá compre/, /el cuerpo y la mente/],
  ],
  [
    'guidelines/what-is-customer-care.md',
    [/looks after people/, /delight/],
    [/cuidas a la persona/, /contenta/],
  ],
  [
    'guidelines/care-beyond-service.md',
    [/Care goes further/, /bond between people and our brand/],
    [/La atención va más lejos/, /lazo entre la gente y nuestra marca/],
  ],
  ['rules.md', [/three rules/i], [/tres reglas/i]],
  [
    'rules/know-what-needs-to-be-done.md',
    [/clear guidelines/, /willing to help/, /no sale in mind/],
    [/guías claras/, /quiere ayudar/, /no deja dinero/],
  ],
  [
    'rules/know-what-needs-to-be-done.md',
    [/Every detail counts/, /bond grows that lasts/],
    [/Cada detalle cuenta/, /un lazo que dura/],
  ],
  [
    'guidelines/small-courtesies.md',
    [/restrooms/, /cash machine/, /glove that fell/, /how the day has been/],
    [/baños/, /cajero automático/, /guante que se cayó/, /qué tal va el día/],
  ],
  [
    'rules/an-extra-mile-is-not-enough.md',
    [/make every customer happy is hard/, /the aim/],
    [/contento a todo el mundo es difícil/, /lo que todos buscamos/],
  ],
  [
    'rules/an-extra-mile-is-not-enough.md',
    [/appreciated, understood and respected/, /a life/],
    [/aprecio, comprensión y respeto/, /una vida/],
  ],
  [
    'rules/it-is-all-about-emotions.md',
    [/cannot be measured/, /trust/, /friendly hello/, /friend/, /noticed/],
    [/no se puede medir/, /confía/, /saludo amable/, /amigo/, /lo has notado/],
  ],
  [
    'guidelines/what-are-guidelines.md',
    [/how we deal with our customers/, /No asset of ours matters more/],
    [/cómo tratamos con nuestros clientes/, /nada más valioso/],
  ],
  [
    'guidelines/types-of-customers.md',
    [/two types/, /External/, /Internal/],
    [/dos tipos/, /externos/, /internos/],
  ],
  [
    'guidelines/external-customers.md',
    [/buy our goods or services/, /people/, /organizations/, /need/],
    [/compran nuestros productos o servicios/, /personas/, /organizaciones/, /necesitan/],
  ],
  [
    'guidelines/internal-customers.md',
    [/culture/, /brand/, /systems and technology/],
    [/cultura/, /marca/, /sistemas y nuestra tecnología/],
  ],
  [
    'guidelines/customer-needs.md',
    [/Maslow/, /five levels/, /better than the competition/],
    [/Maslow/, /cinco niveles/, /mejor que la competencia/],
  ],
  [
    'guidelines/customer-needs.md',
    [/comfortable/, /best value/, /supply/, /in control of the outcome/],
    [/a gusto/, /lo mejor por su dinero/, /suministro/, /el resultado en sus manos/],
  ],
  [
    'guidelines/importance-of-external-customers.md',
    [/there for its customers/, /buys or makes/, /profit/],
    [/ahí para sus clientes/, /compra o fabrica/, /ganancia/],
  ],
  [
    'guidelines/importance-of-internal-customers.md',
    [/most important asset/, /win/, /serve/, /stay/],
    [/lo más valioso/, /ganarlos/, /atenderlos/, /quedarse/],
  ],
  [
    'guidelines/why-customers-visit.md',
    [/better value/, /show it/, /move to us or stay/],
    [/recibir aquí algo mejor/, /muéstralo/, /vienen con nosotros o siguen/],
  ],
  [
    'principles.md',
    [/come, to be served very well, and to stay/, /personal, know your job, make it easy/],
    [
      /que la gente venga, que reciba un trato excelente y que se quede/,
      /persona, conoce tu trabajo, haz fáciles las cosas/,
    ],
  ],
  [
    'guidelines/positive-attitude.md',
    [/professional/, /body and in mind/, /positive language each time/],
    [/profesional/, /el cuerpo y la mente/, /habla siempre en positivo/],
  ],
  [
    'guidelines/security-check.md',
    [/inside the building/, /suspect/, /Welcome them warmly/, /safety/, /gently/, /reception/],
    [
      /dentro del edificio/,
      /sospecha/,
      /bienvenida cálida/,
      /seguridad/,
      /con cuidado/,
      /recepción/,
    ],
  ],
  [
    'guidelines/reception-area.md',
    [/imagination/, /indoor plants/, /papers/, /magazines/, /brand/, /packed/],
    [/imaginación/, /plantas de interior/, /periódicos/, /revistas/, /marca/, /llena/],
  ],
  [
    'guidelines/physical-environment.md',
    [/plant or office/, /new ideas/, /better work/, /stay/],
    [/fábrica o una oficina/, /ideas nuevas/, /trabajo sale mejor/, /quedarse/],
  ],
  [
    'guidelines/warm-welcome.md',
    [/hearty/, /each time they meet the brand/, /at home/],
    [/de corazón/, /cada vez que alguien se encuentra con la marca/, /en casa/],
  ],
  [
    'guidelines/experiencing-the-brand.md',
    [/culture/, /core values/, /standards/, /purpose/, /say and do/, /impresses/],
    [
      /cultura/,
      /valores/,
      /la calidad que mantenemos/,
      /el fin al que servimos/,
      /dices y haces/,
      /Impresiona/,
    ],
  ],
  [
    'skills.md',
    [/grows every year/, /sixteen skills/, /mix/],
    [/crece cada año/, /dieciséis habilidades/, /van juntas/],
  ],
];

describe.each([
  ['en', 1],
  ['es', 2],
] as const)('in %s', (language, column) => {
  const files = filesIn(language);

  test.each(statements)('%s keeps what the sources state', (...row) => {
    const text = (files.get(row[0]) ?? '').replace(/\s+/g, ' ');
    expect(row[column].filter((word) => !word.test(text))).toEqual([]);
  });

  test('every skill of the source is an entry', () => {
    const skills = [...files.keys()].filter((path) => path.startsWith('skills/'));
    expect(skills).toHaveLength(16);
  });
});
