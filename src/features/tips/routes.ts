import { z } from 'zod';
import { action, select, view } from '../../slack/router/routes.ts';
import { spaceSeparated, word } from '../../slack/router/value-formats.ts';
import { outcomes } from './keys.ts';

/** A channel's id, or a person's for a personal plan. */
const planId = word.regex(/^[A-Z][A-Z0-9]{1,39}$/);

/** `skill/hash`. */
const tipId = z.string().regex(/^[a-z0-9-]{1,100}\/[a-z0-9]{1,20}$/);

/** A tip other than the last one, of these skills or, without any, of all. */
const anotherTip = z.codec(
  z.string(),
  z.object({ last: z.string().optional(), skills: z.array(z.string()).readonly() }),
  {
    decode: (text) => {
      const [last = 'any', ...skills] = text.split(' ');
      return { ...(last === 'any' ? {} : { last }), skills };
    },
    encode: ({ last = 'any', skills }) => [last, ...skills].join(' '),
  },
);
export type AnotherTip = z.infer<typeof anotherTip>;

/** `DE` or `DE-BY`. */
const holidayPattern = /^(?<country>[A-Z]{2})(?:-(?<region>[\w-]{1,40}))?$/;

const holidayPlace = z.codec(
  z.string().regex(holidayPattern),
  z.object({ country: z.string(), region: z.string().optional() }),
  {
    decode: (text) => {
      const { country = '', region } = holidayPattern.exec(text)?.groups ?? {};
      return region === undefined ? { country } : { country, region };
    },
    encode: ({ country, region }) => (region === undefined ? country : `${country}-${region}`),
  },
);

const skipValue = spaceSeparated({ plan: planId, date: z.iso.date().optional() });
export type SkipValue = z.infer<typeof skipValue>;

const unskipValue = spaceSeparated({ plan: planId, date: z.iso.date() });
export type UnskipValue = z.infer<typeof unskipValue>;

const stops = ['pause', 'off'] as const;
export type Stop = (typeof stops)[number];
const sureValue = spaceSeparated({ what: z.enum(stops), plan: planId });
export type SureValue = z.infer<typeof sureValue>;

/** `DE` or `DE-BY`. */
const partValue = spaceSeparated({ plan: planId, place: z.string().regex(holidayPattern) });
export type PartValue = z.infer<typeof partValue>;

const outcomeValue = spaceSeparated({ outcome: z.enum(outcomes), press: word });
export type OutcomeValue = z.infer<typeof outcomeValue>;

/** The overflow menu of a tip. */
const moreValue = z.union([
  spaceSeparated({ choice: z.literal('useless'), tip: tipId }),
  spaceSeparated({ choice: z.literal('pause') }),
]);
export type MoreValue = z.infer<typeof moreValue>;

const tryValue = spaceSeparated({ tip: tipId, date: z.iso.date() });
export type TryValue = z.infer<typeof tryValue>;

/** What to try: a tip, or an if-then plan; with the press that it answers. */
const choiceValue = spaceSeparated({ choice: tipId, press: word });
export type ChoiceValue = z.infer<typeof choiceValue>;

/** A try that came back, for the nth time from 0. */
const recallValue = spaceSeparated({ press: word, stage: z.string().regex(/^\d$/) });
export type RecallValue = z.infer<typeof recallValue>;

export const routes = {
  /** The skills to choose a focus from. */
  chooseFocus: action('tips.choose-focus'),
  /** The skill with this id, or `none`, becomes the person's focus. */
  focus: action('tips.focus', word),
  form: action('tips.form', planId),
  save: view('tips.save', planId),
  /** A field of the form was changed. */
  changed: action('tips.changed'),
  zones: select('tips.zones', z.string().min(1)),
  holidays: select('tips.holidays', holidayPlace),
  preview: action('tips.preview', planId),
  /** What `/care tips` shows, from the menu. */
  here: action('tips.here'),
  /** With the date that was next, so that a button pressed twice skips one tip. */
  skip: action('tips.skip', skipValue),
  unskip: action('tips.unskip', unskipValue),
  pause: action('tips.pause', planId),
  resume: action('tips.resume', planId),
  off: action('tips.off', planId),
  /** The answer to the question before a channel's tips stop. */
  sure: action('tips.sure', sureValue),
  keep: action('tips.keep', planId),
  /** The part of a country whose holidays are left out. */
  part: action('tips.part', partValue),
  try: action('tips.try', tryValue),
  /** Below a skill's entry, with its id. */
  trySkill: action('tips.try-skill', word),
  choose: action('tips.choose', choiceValue),
  more: action('tips.more', moreValue),
  another: action('tips.another', anotherTip),
  twoAWeek: action('tips.two-a-week'),
  keepDays: action('tips.keep-days'),
  outcome: action('tips.went', outcomeValue),
  neverAsk: action('tips.never-ask'),
  askAgain: action('tips.ask-again'),
  showTry: action('tips.show-try', recallValue),
  endTry: action('tips.end-try', recallValue),
  endRecalls: action('tips.end-recalls'),
  resumeRecalls: action('tips.resume-recalls'),
};
