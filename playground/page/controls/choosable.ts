import type { ChannelView, Json, PersonView } from '../../protocol.ts';
import { allOptions, type Element, type Option } from '../blocks/block-kit.ts';
import { channelTitle } from '../session/names.ts';

/** One thing that can be chosen from a menu, and what is sent when it is. */
export type Choice = {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly group: string;
  readonly content: Json;
};

/** Everything that a menu offers to this person; nothing for external ones, whose app is asked while typing. */
export function choices(element: Element, view: PersonView): readonly Choice[] {
  const kind = element.type.replace(/^multi_/, '');
  if (kind === 'users_select') return people(view);
  if (kind === 'channels_select') return channels(view, (one) => one.kind === 'public');
  if (kind === 'conversations_select') return channels(view, wanted(element, view));
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

/** What an app answered to a question for options. */
export function answeredChoices(answer: Json | undefined): readonly Choice[] {
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

/** What stands for a chosen thing: an id is its own key, an option's key is its value. */
export function keyOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return content && typeof content === 'object' && 'value' in content ? String(content.value) : '';
}

function people(view: PersonView): readonly Choice[] {
  return view.people
    .filter((person) => !person.deleted)
    .map((person) => simple(person.id, person.real_name || person.name, person.title));
}

function channels(view: PersonView, fits: (channel: ChannelView) => boolean): readonly Choice[] {
  return view.channels
    .filter((channel) => !channel.is_archived && fits(channel))
    .map((channel) => {
      const direct = channel.kind === 'im' || channel.kind === 'mpim';
      return simple(channel.id, `${direct ? '' : '#'}${channelTitle(view, channel)}`, '');
    });
}

function wanted(element: Element, view: PersonView): (channel: ChannelView) => boolean {
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

function simple(id: string, label: string, detail: string): Choice {
  return { key: id, label, detail, group: '', content: id };
}
