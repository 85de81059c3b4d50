import type { MessageView } from '../../playground/protocol.ts';
import { stoppedClock } from '../../playground/server/clock.ts';
import { type LocalSlack, localSlack } from '../../playground/server/local-slack.ts';
import { extraMile, manifest } from './extra-mile.ts';
import { day, hour, isTip } from './tip-story.ts';

/**
 * A message that the app sent to one person without being asked, as the table shows it: the tip of
 * their own plan, the same with the offer of two a week, the question how a try went, one about
 * something tried before, and what should not be.
 */
type Kind = 't' | 'T' | 'q' | 'r' | '?';

type Member = {
  readonly name: string;
  readonly about: string;
  readonly tz: string;
  /** What they type on the first morning. */
  readonly types?: readonly string[];
  /** Whether they try the nth tip that they see, of the channel or their own. */
  readonly tries?: (tip: number, where: 'channel' | 'own') => boolean;
  /** What they press below the nth question how it went; nothing by default. */
  readonly answers?: (question: number) => string | undefined;
  /** What they press below the nth question about what they tried before. */
  readonly recalls?: (question: number) => string | undefined;
  /** Whether they take two a week. */
  readonly takesTwo?: boolean;
  /** Days on which they work, by weekday from 1 (Monday), and dates on which they don't. */
  readonly days: string;
  readonly off?: readonly (readonly [from: string, until: string])[];
  /** Where they are from a date on. */
  readonly travels?: Readonly<Record<string, string>>;
};

const every = (count: number) => (at: number) => at % count === 0;
const show = () => 'Show me';
const weekdays = '12345';
const portugal = ['2026-12-01', '2026-12-08', '2026-12-25', '2027-01-01'].map(
  (date) => [date, date] as const,
);

/** Twelve colleagues in a quarter with Christmas in it. */
const team: readonly Member[] = [
  {
    ...{ name: 'ana', about: 'own tips, holidays of Portugal', tz: 'Europe/Lisbon' },
    ...{ days: weekdays, off: portugal, recalls: show },
    types: ['/care tips me 09:00 weekdays', '/care tips me holidays Portugal'],
    tries: (tip, where) => where === 'own' && tip % 4 === 0,
    answers: () => 'I did it',
  },
  {
    ...{ name: 'ben', about: 'only the channel, tries one a week', tz: 'Europe/London' },
    ...{ days: weekdays, tries: every(5), recalls: show },
    answers: (question) => (question % 2 === 0 ? 'I did it' : 'Not today'),
  },
  {
    ...{ name: 'chiara', about: 'travels: New York, Tokyo, home', tz: 'Europe/Berlin' },
    ...{ days: weekdays, types: ['/care tips me 09:00 weekdays'], tries: every(2), recalls: show },
    answers: () => 'I did it',
    travels: {
      '2026-11-16': 'America/New_York',
      '2026-11-26': 'Asia/Tokyo',
      '2026-12-07': 'Europe/Berlin',
    },
  },
  {
    ...{ name: 'dev', about: 'own tips at 10:00 in India', tz: 'Asia/Kolkata' },
    ...{ days: weekdays, types: ['/care tips me 10:00 weekdays'], tries: every(3) },
    answers: () => 'A colleague helped me',
  },
  {
    ...{ name: 'erin', about: 'three weeks off', tz: 'Europe/Lisbon', days: weekdays },
    ...{ off: [['2026-12-14', '2027-01-01']], tries: every(2), recalls: show },
    types: ['/care tips me 09:00 weekdays', '/care tips me off 14 December - 1 January'],
    answers: () => 'I did it',
  },
  {
    ...{ name: 'finn', about: 'part-time: Tuesday to Thursday', tz: 'Europe/Lisbon', days: '234' },
    ...{ types: ['/care tips me 09:00 tue,wed,thu'], tries: every(2), recalls: show },
    answers: () => 'I did it',
  },
  {
    ...{ name: 'gita', about: 'never presses anything', tz: 'Europe/Lisbon', days: weekdays },
    types: ['/care tips me 09:00 weekdays'],
  },
  {
    ...{ name: 'hugo', about: 'tries everything, answers all', tz: 'Europe/Lisbon' },
    ...{ days: weekdays, types: ['/care tips me 09:00 weekdays'], tries: () => true },
    ...{ answers: () => 'I did it', recalls: show },
  },
  {
    ...{ name: 'ivy', about: 'tries everything, answers nothing', tz: 'Europe/Lisbon' },
    ...{ days: weekdays, tries: () => true },
  },
  {
    ...{ name: 'jan', about: 'does nothing at all', tz: 'Europe/Lisbon', days: weekdays },
  },
  {
    ...{ name: 'kim', about: 'takes two a week', tz: 'Europe/Lisbon', days: weekdays },
    ...{ types: ['/care tips me 09:00 weekdays'], takesTwo: true },
    tries: (tip) => tip > 30 && tip % 3 === 0,
  },
  {
    ...{ name: 'lea', about: 'works at weekends, ends the questions', tz: 'Europe/Lisbon' },
    ...{ days: '4567', types: ['/care tips me 10:00 thu,fri,sat,sun'], tries: every(3) },
    answers: () => 'I did it',
    recalls: (question) => (question < 3 ? "Don't bring this back" : 'Bring nothing back'),
  },
];

export type Got = {
  readonly name: string;
  readonly kind: Kind;
  /** By the person's own clock. */
  readonly date: string;
  readonly time: string;
};

/** Milliseconds for which the outbox's rate limiter waits before a call. */
const longestTurn = 1400;

const firstDay = '2026-11-02';

/** What each of the team got, day by day. */
export async function quarter(weeks: number): Promise<{
  readonly got: readonly Got[];
  readonly slack: LocalSlack;
}> {
  // Nobody looks at their phone more often.
  const step = 3 * hour;
  const slack = await localSlack({
    manifest,
    clock: stoppedClock(Temporal.Instant.from(`${firstDay}T05:00Z`).epochMilliseconds),
    workspaces: [
      {
        ...{ name: 'Harbor & Co.', domain: 'harbor' },
        people: team.map(({ name, tz }) => ({ name, real_name: name, tz })),
        channels: [{ name: 'general', app: true }],
      },
    ],
  });
  const { clock } = slack;
  /** The clock goes on while the rate limiter waits, as nobody else moves it then. */
  const pause = async (ms: number) => {
    if (ms <= longestTurn) clock.advance(ms);
    else await new Promise((resolve) => void clock.at(clock.now() + ms, () => resolve(undefined)));
  };
  const { app } = await extraMile('socket', { slack, random: () => 0.5, pause });
  const got: Got[] = [];
  const people = team.map((member) => ({ member, zone: member.tz, seen: '', tips: 0, q: 0, r: 0 }));
  type Person = (typeof people)[number];
  const person = ({ member }: Person) => slack.person(member.name);
  const reads = (who: Person, where: string) => person(who).reads(where);

  const types = async (who: Person, line: string) => {
    const before = reads(who, 'general').length;
    await person(who).send('general', line);
    await slack.until(() => reads(who, 'general').length > before);
  };
  /** Presses a button whose answer replaces the message. */
  const presses = async (who: Person, where: string, message: MessageView, label: string) => {
    await person(who).press(message, label);
    await slack.until(
      () => reads(who, where).find(({ ts }) => ts === message.ts)?.text !== message.text,
    );
  };
  const tries = async (who: Person, where: string, tip: MessageView) => {
    await person(who).press(tip, "I'll try it");
    const choices = await slack.until(() =>
      reads(who, where).findLast(({ text }) => text.startsWith('Which of these')),
    );
    await presses(who, where, choices, who.tips % 3 === 0 ? 'Just the tip' : 'This one');
  };
  const takesTip = async (who: Person, where: 'channel' | 'own', tip: MessageView) => {
    who.tips += 1;
    const wants = who.member.tries?.(who.tips, where);
    if (wants) await tries(who, where === 'own' ? 'Extra Mile' : 'general', tip);
  };
  const reacts = async (who: Person, kind: Kind, message: MessageView) => {
    const { answers, recalls, takesTwo } = who.member;
    if (kind === 't' || kind === 'T') await takesTip(who, 'own', message);
    if (kind === 'T' && takesTwo) {
      const before = reads(who, 'Extra Mile').length;
      await person(who).press(message, 'Two a week');
      await slack.until(() => reads(who, 'Extra Mile').length > before);
    }
    const label = kind === 'q' ? answers?.(who.q) : kind === 'r' ? recalls?.(who.r) : undefined;
    if (kind === 'q') who.q += 1;
    if (kind === 'r') who.r += 1;
    if (label !== undefined) await presses(who, 'Extra Mile', message, label);
  };

  for (const who of people) for (const line of who.member.types ?? []) await types(who, line);
  const [ana] = people as [Person];
  await types(ana, '/care tips on 09:30 weekdays');
  let channelSeen = '';
  const end = slack.clock.now() + weeks * 7 * day;
  while (slack.clock.now() < end) {
    clock.advance(step);
    await app.runOutbox();
    const channelTips = slack
      .messages('general')
      .filter((one) => isTip(one) && one.ts > channelSeen);
    for (const who of people) {
      const messages = reads(who, 'Extra Mile').filter(
        ({ ts, ephemeral }) => !ephemeral && ts > who.seen,
      );
      for (const message of messages) {
        who.seen = message.ts;
        const at = Temporal.Instant.fromEpochMilliseconds(Math.round(Number(message.ts) * 1000));
        const local = at.toZonedDateTimeISO(who.zone);
        const kind = kindOf(message);
        got.push({
          ...{ name: who.member.name, kind, date: local.toPlainDate().toString() },
          time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
        });
        await reacts(who, kind, message);
      }
      for (const tip of channelTips) await takesTip(who, 'channel', tip);
      await travel(who);
    }
    channelSeen = channelTips.at(-1)?.ts ?? channelSeen;
  }
  return { got, slack };

  /** Late in the morning, and the app hears of it. */
  async function travel(who: Person): Promise<void> {
    const [date, time] = new Date(slack.clock.now()).toISOString().split('T') as [string, string];
    const zone = time.startsWith('11') ? who.member.travels?.[date] : undefined;
    if (zone === undefined || zone === who.zone) return;
    who.zone = zone;
    slack.admin.changePerson(who.member.name, { tz: zone });
    // The app answers this after it has handled the event.
    await types(who, '/care tips me');
  }
}

function kindOf({ text }: MessageView): Kind {
  if (text.startsWith('Care tip ·')) return text.includes('Would two tips a week') ? 'T' : 't';
  if (text.startsWith('You wanted to try this.')) return 'q';
  return /What did you say you would do\?|What was it\?/.test(text) ? 'r' : '?';
}

/** Messages outside the working days and hours of those who got them. */
export function outsideWork(got: readonly Got[]): readonly Got[] {
  const byName = new Map(team.map((member) => [member.name, member]));
  return got.filter(({ name, date, time }) => {
    const { days = '', off = [] } = byName.get(name) ?? {};
    const isOff = off.some(([from, until]) => date >= from && date <= until);
    const isDay = days.includes(`${Temporal.PlainDate.from(date).dayOfWeek}`);
    return isOff || !isDay || time < '09:00' || time > '17:00';
  });
}

/** The most that each person got on one day. */
export function mostOnADay(got: readonly Got[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name, date } of got)
    counts.set(`${name} ${date}`, (counts.get(`${name} ${date}`) ?? 0) + 1);
  return new Map(
    team.map(({ name }) => [
      name,
      Math.max(0, ...[...counts].flatMap(([key, n]) => (key.startsWith(`${name} `) ? [n] : []))),
    ]),
  );
}

/** Day by day, for docs/quarter.md. */
export function tableOf(got: readonly Got[], weeks: number): readonly string[] {
  const start = Temporal.PlainDate.from(firstDay);
  const cell = (name: string, date: string) =>
    got.flatMap((one) => (one.name === name && one.date === date ? [one.kind] : [])).join(' ');
  const names = team.map(({ name }) => name);
  const days = Array.from({ length: weeks * 7 }, (_, at) => {
    const date = start.add({ days: at });
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][date.dayOfWeek - 1];
    const cells = names.map((name) => cell(name, date.toString()));
    return { day: `${weekday} ${date.toString().slice(5)}`, cells };
  });
  const most = mostOnADay(got);
  const row = (first: string, cells: readonly string[]) =>
    `| ${first.padEnd(9)} | ${cells.map((text, at) => text.padEnd(names[at]?.length ?? 3)).join(' | ')} |`;
  return [
    row('day', names),
    row(
      '-'.repeat(9),
      names.map((name) => '-'.repeat(name.length)),
    ),
    ...days.map(({ day, cells }) => row(day, cells)),
    row(
      'most',
      names.map((name) => `${most.get(name)}`),
    ),
  ];
}
