import type { ChannelView, Json, PersonView } from '../../protocol.ts';
import { allOptions, type Element, type Option } from '../blocks/block-kit.ts';
import { channelTitle } from '../session/names.ts';

/** An entry of a menu: an option, a user or a conversation. */
export type Choice = {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly group: string;
  /** The value that is sent to the app. */
  readonly content: Json;
};

/** The choices of a menu for this user; empty for external menus, which query the app. */
export function menuChoices(element: Element, view: PersonView): readonly Choice[] {
  const kind = element.type.replace(/^multi_/, '');
  if (kind === 'users_select') return people(view);
  if (kind === 'channels_select') return channels(view, (one) => one.kind === 'public');
  if (kind === 'conversations_select') return conversations(element, view);
  if (element.option_groups) {
    return element.option_groups.flatMap((group) =>
      group.options.map((option) => optionChoice(option, group.label.text)),
    );
  }
  return allOptions(element).map((option) => optionChoice(option));
}

export function optionChoice(option: Option, group = ''): Choice {
  const { text, value, description } = option;
  return { key: value, label: text.text, detail: description?.text ?? '', group, content: option };
}

/** Parses an app's answer to `block_suggestion`. */
export function parseChoices(answer: Json | undefined): readonly Choice[] {
  const { options, option_groups } = (answer ?? {}) as Pick<Element, 'options' | 'option_groups'>;
  if (Array.isArray(answer))
    return (answer as unknown as readonly Option[]).map((option) => optionChoice(option));
  if (option_groups) {
    return option_groups.flatMap((group) =>
      group.options.map((option) => optionChoice(option, group.label.text)),
    );
  }
  return (options ?? []).map((option) => optionChoice(option));
}

/** The key of a choice's content: an id itself, or an option's value. */
export function keyOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return content && typeof content === 'object' && 'value' in content ? String(content.value) : '';
}

function people(view: PersonView): readonly Choice[] {
  return view.people
    .filter((person) => !person.deleted)
    .map((person) =>
      idChoice(
        person.id,
        person.real_name || person.name,
        [person.title, person.company].filter(Boolean).join(' · '),
      ),
    );
}

function channels(view: PersonView, matches: (channel: ChannelView) => boolean): readonly Choice[] {
  return view.channels
    .filter((channel) => !channel.is_archived && matches(channel))
    .map((channel) => {
      const direct = channel.kind === 'im' || channel.kind === 'mpim';
      return idChoice(channel.id, `${direct ? '' : '#'}${channelTitle(view, channel)}`, '');
    });
}

/** Channels, and everybody: choosing somebody opens the direct message with them. */
function conversations(element: Element, view: PersonView): readonly Choice[] {
  const matches = conversationFilter(element, view);
  const written = view.channels
    .filter(({ kind }) => kind === 'im')
    .flatMap(({ members }) => members);
  const direct = (id: string) => ({ ...noChannel, members: [view.me.id, id] });
  const others = view.people.filter(
    ({ id, deleted }) => !deleted && !written.includes(id) && matches(direct(id)),
  );
  return [...channels(view, matches), ...people({ ...view, people: others })];
}

const noChannel: ChannelView = {
  id: '',
  kind: 'im',
  name: '',
  is_member: true,
  is_archived: false,
  members: [],
  messages: [],
};

function conversationFilter(element: Element, view: PersonView): (channel: ChannelView) => boolean {
  const { include, exclude_bot_users } = element.filter ?? {};
  return (channel) => {
    if (include && !include.includes(channel.kind)) return false;
    return !(
      exclude_bot_users &&
      channel.kind === 'im' &&
      channel.members.includes(view.app.bot_user_id)
    );
  };
}

function idChoice(id: string, label: string, detail: string): Choice {
  return { key: id, label, detail, group: '', content: id };
}
