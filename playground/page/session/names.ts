import type { ChannelView, PersonView } from '../../protocol.ts';

const slackbot = 'USLACKBOT';

/** The display name of a user, the app or Slackbot. */
export function personName(view: PersonView, id: string): string {
  if (id === slackbot) return 'Slackbot';
  const person = view.people.find((one) => one.id === id);
  if (person) return person.real_name || person.name;
  return id === view.app.bot_user_id ? view.app.name : id;
}

/** The name of another company that a person is from, as Slack shows it beside theirs. */
export function companyOf(view: PersonView, id: string): string {
  return view.people.find((person) => person.id === id)?.company ?? '';
}

export function isApp(view: PersonView, id: string): boolean {
  if (id === view.app.bot_user_id) return true;
  return view.people.some((person) => person.id === id && person.is_bot);
}

export function isAppChannel(view: PersonView, channel: ChannelView): boolean {
  return channel.kind === 'im' && channel.members.includes(view.app.bot_user_id);
}

/** The other members of a direct message; the user's own id when there are none. */
export function others(view: PersonView, channel: ChannelView): readonly string[] {
  const rest = channel.members.filter((id) => id !== view.me.id);
  return rest.length > 0 ? rest : [view.me.id];
}

/** The displayed name, without `#`. */
export function channelTitle(view: PersonView, channel: ChannelView): string {
  if (channel.kind !== 'im' && channel.kind !== 'mpim') return channel.name;
  return others(view, channel)
    .map((id) => personName(view, id))
    .join(', ');
}

/** Up to two letters. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.slice(0, 1).toUpperCase() ?? '')
    .join('');
}

/** One of eight colours, by a hash of the id. */
export function colourNumber(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}
