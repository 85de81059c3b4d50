/**
 * The words that the parsers know, by what they stand behind or in. A `grammar.yml` says how people
 * write them.
 */
export const grammarWords = {
  /** Behind `/care`; two words are a command and the beginning of its arguments. */
  commands: list(`
    menu, rules, principles, guidelines, skills, help, help privacy, about, tip, tips, tips me, tips on, tips off,
    tips pause, tips resume, tips delete, pause, resume, skip, unskip, practice, shoutout, thanks, me, me preferences, coverage, recap, my-data, my data, my-data export, my-data delete, admin, language
  `),
  /** Words that change no command at the beginning or the end of a line. */
  polite: list('please'),
  /** Behind `/care help`, besides the commands. */
  help: list('moments, privacy, home, mention, thread'),
  /** Behind `/care tips`. */
  tips: list(`
    me, on, off, stop, pause, resume, skip, unskip, undo, preview, show, days off, holidays, skills,
    mode, bundle, language, change, delete, mute, continue, tip, here, everything, channel,
    shoutouts, cards, together, with the tip, without
  `),
  holidays: list('off, all'),
  skills: list('all, and'),
  mode: list('least, even'),
  recap: list(`
    on, off, now, show, change, delete, share, channel, here
  `),
  'my-data': list('export, delete'),
  admin: list('audit, data, export, health, help, log, settings, version'),
  /** Days, dates and times. */
  calendar: list(`
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, daily, weekdays, weekends, weekly,
    every, day, days, week, weeks, month, months, year, years, today, tomorrow, yesterday,
    day after tomorrow, next, this, next week, next month, this week, until, to, from, for, and, at,
    in, time, zone, noon, midnight, am, pm, h, :15, :30, less, less :15, :15 to, until further notice,
    christmas, christmas eve, new year, new year eve,
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ignored
  `),
  /** In a date, next to the day of the month. */
  months: list(`
    january, february, march, april, may, june, july, august, september, october, november, december
  `),
  /** Around the people and the skill of a shout-out. */
  shoutout: list('and, thanks, praise, to, for, their, is'),
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Plain words that people type in English; a word of another language may be spelt alike. */
export const englishWords: ReadonlySet<string> = new Set(
  [
    ...Object.values(grammarWords).flat(),
    ...list(`
      a, an, ago, any, each, everyday, hours, midday, no, none, once, set, through, till, twice,
      weekday, weekend, mon, tue, tues, wed, weds, thu, thur, thurs, fri, sat, sun,
      jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec
    `),
  ]
    .flatMap((phrase) => phrase.split(/[ -]/))
    // Units are the same in many languages.
    .filter((word) => /^[a-z]+$/.test(word) && !/^(?:am|pm|h)$/.test(word)),
);

function list(words: string): readonly string[] {
  return words.split(',').map((word) => word.trim());
}
