import { calendarFormat } from '../../calendar/calendar-format.ts';
import { dateIn, timeIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import { languageName } from '../../i18n/language-names.ts';
import { type AuditEntry, nobodyNamed } from '../../ports/audit.ts';
import { type Backlog, type HealthCheck, healthChecks } from '../../ports/health.ts';
import {
  bullets,
  buttons,
  contextBlock,
  heading,
  type Line,
  paragraph,
  prose,
} from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import { capitalized } from '../../text/capitalized.ts';
import { routes } from './routes.ts';
import type { AdminSettings } from './settings.ts';

type Shown = {
  readonly version: string;
  readonly checks: Readonly<Record<HealthCheck, boolean>> | undefined;
  readonly settings: AdminSettings;
  /** The moderators' channel that the app's own settings name. */
  readonly reportChannel: string | undefined;
  /** The name of the group that may set up tips and recaps, if Slack tells it. */
  readonly groupName: string | undefined;
  readonly latest: readonly AuditEntry[];
  /** The time zone of whoever reads it. */
  readonly zone: string;
  readonly now: number;
};

type ShownAlways = Pick<Shown, 'version' | 'checks' | 'latest' | 'zone' | 'now'>;

/** Lines of the audit log in the message, and on the Home tab. */
const [maxListed, maxOnHome] = [10, 3];

/**
 * `backlog`: `undefined` if it could not be counted in time, and left out without `checks`. `lead`
 * says what was done.
 */
export function adminMessage(
  content: Content,
  shown: Shown & { readonly backlog?: Backlog | undefined },
  lead?: string,
): Message {
  const { words } = content;
  return message([
    heading(words('admin.title')),
    ...(lead ? [prose([{ text: lead, style: 'bold' }])] : []),
    ...healthParts(content, shown.checks),
    ...(shown.checks ? [paragraph(backlogLine(content, shown.backlog, shown.now))] : []),
    contextBlock(versionLine(content, shown.version)),
    bullets(words('admin.settings'), settingLines(content, shown)),
    buttons([
      routes.change.button({ label: words('admin.change') }),
      routes.export.button({ label: words('admin.export') }),
    ]),
    ...auditParts(content, shown, maxListed),
    contextBlock(words('admin.audit-all')),
  ]);
}

/** While the store can't be reached, which `checks` may not know yet. */
export function messageWithoutStore(
  content: Content,
  { checks, version }: Pick<Shown, 'checks' | 'version'>,
): Message {
  const { words } = content;
  return message([
    heading(words('admin.title')),
    ...healthParts(content, { ...checks, store: false }),
    paragraph(words('admin.without-store')),
    contextBlock(versionLine(content, version)),
  ]);
}

/** What the Home tab of an administrator shows. */
export function homeParts(content: Content, shown: ShownAlways): Part[] {
  const { words } = content;
  return [
    prose([{ text: words('admin.title'), style: 'bold' }]),
    ...healthParts(content, shown.checks),
    contextBlock(versionLine(content, shown.version)),
    ...auditParts(content, shown, maxOnHome),
    buttons([routes.show.button({ label: words('admin.button') })]),
  ];
}

/** What doesn't work; one line if everything does. */
function healthParts(
  { words }: Content,
  checks: Partial<NonNullable<Shown['checks']>> | undefined,
): Part[] {
  if (!checks) return [];
  const failing = healthChecks.filter((check) => checks[check] === false);
  if (failing.length === 0) return [paragraph(words('admin.health.good'))];
  return [
    bullets(
      words('admin.health.bad'),
      failing.map((check) => [{ text: words(`admin.health.${check}`) }]),
    ),
  ];
}

const minute = 60_000;

/** "5 minutes", "2 days, 3 hours" */
const ageText = (language: string, minutes: number): string =>
  Temporal.Duration.from({ minutes })
    .round({ largestUnit: 'day', smallestUnit: minutes < 60 ? 'minute' : 'hour' })
    .toLocaleString(language, { style: 'long' });

function backlogLine(
  { words, language }: Content,
  backlog: Backlog | undefined,
  now: number,
): string {
  if (!backlog) return words('admin.backlog.unknown');
  const { queued, late, oldest = now } = backlog;
  const line = words('admin.backlog.queued', { count: queued });
  if (late === 0) return line;
  const minutes = Math.max(0, Math.floor((now - oldest) / minute));
  return `${line} ${words('admin.backlog.late', { count: late, minutes, age: ageText(language, minutes) })}`;
}

function versionLine({ words, library, version: content }: Content, version: string): string {
  const entries = library.size;
  return words('admin.versions', { version, content, entries, node: process.versions.node });
}

function settingLines(content: Content, shown: Shown): Line[] {
  const { words } = content;
  const { guestsGive, guestsReceive } = shown.settings;
  const guests = guestsGive
    ? guestsReceive
      ? 'both'
      : 'give'
    : guestsReceive
      ? 'receive'
      : 'none';
  return [
    [{ text: plannersLine(content, shown) }],
    moderatorsLine(content, shown),
    [{ text: words(`admin.guests.${guests}`) }],
  ];
}

function plannersLine(
  { words }: Content,
  { settings: { planners }, groupName: group }: Pick<Shown, 'settings' | 'groupName'>,
): string {
  if (planners === 'everyone' || planners === 'admins') return words(`admin.planners.${planners}`);
  return group === undefined
    ? words('admin.planners.some-group')
    : words('admin.planners.group', { group });
}

function moderatorsLine(
  { words }: Content,
  { settings: { moderators }, reportChannel }: Pick<Shown, 'settings' | 'reportChannel'>,
): Line {
  const channel = moderators ?? reportChannel;
  if (channel === undefined) return [{ text: words('admin.moderators.none') }];
  const line = words('admin.moderators.channel', { channel: placeholder('channel') });
  return fillPlaceholders(line, { channel: [{ channel }] });
}

function auditParts(
  content: Content,
  { latest, zone, now }: Pick<Shown, 'latest' | 'zone' | 'now'>,
  most: number,
): Part[] {
  const { words } = content;
  const lines = latest.slice(0, most).map((entry) => auditLine(content, entry, { zone, now }));
  if (lines.length === 0) return [paragraph(words('admin.audit-none'))];
  return [bullets(words('admin.audit'), lines)];
}

function auditLine(
  { words, language }: Content,
  { at, what, who, where, to }: AuditEntry,
  { zone, now }: Pick<Shown, 'zone' | 'now'>,
): Line {
  const act = words(`audit.${what}`, {
    person: placeholder('person'),
    channel: placeholder('channel'),
    value: placeholder('value'),
  });
  const day = dateIn(zone, at);
  const line = words('admin.audit-line', {
    date: calendarFormat(language).date(day, dateIn(zone, now)),
    time: timeIn(zone, at),
    act: placeholder('act'),
  });
  return fillPlaceholders(capitalized(line, language), {
    act: fillPlaceholders(act, {
      person: whoLine(words, who),
      channel: where === undefined ? [] : [{ channel: where }],
      value: what === 'tips.language' ? languageLine(words, language, to) : valueLine(words, to),
    }),
  });
}

function whoLine(words: Content['words'], who: string): Line {
  const unnamed = nobodyNamed.find((one) => one === who);
  return unnamed ? [{ text: words(`audit.who.${unnamed}`) }] : [{ person: who }];
}

const namedValues = ['everyone', 'admins', 'on', 'off', 'default'] as const;

function valueLine(words: Content['words'], to: string | undefined): Line {
  const named = namedValues.find((one) => one === to);
  if (named) return [{ text: words(`audit.value.${named}`) }];
  if (to?.startsWith('S')) return [{ text: words('audit.value.group') }];
  return to === undefined ? [] : [{ channel: to }];
}

/** `slack`: as in Slack again. */
function languageLine(words: Content['words'], reading: string, to = 'slack'): Line {
  const isTag = to !== 'slack';
  return [{ text: isTag ? languageName(to, reading) : words('language.as-in-slack') }];
}
