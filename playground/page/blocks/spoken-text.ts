import type { PersonView } from '../../protocol.ts';
import { channelTitle, personName } from '../session/names.ts';
import type { Inline } from './block-kit.ts';
import { richText } from './mrkdwn.ts';
import { slackDate } from './slack-date.ts';

/** A text in mrkdwn as a screen reader announces it: names in place of ids, and no markup. */
export function spokenText(view: PersonView, mrkdwn: string): string {
  const parts = richText(mrkdwn).elements.map((part) =>
    part.type === 'rich_text_list'
      ? part.elements.flatMap(({ elements }) => elements)
      : part.elements,
  );
  return parts.map((part) => part.map((inline) => spoken(view, inline)).join('')).join('\n');
}

function spoken(view: PersonView, inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'emoji':
      return inline.name.replaceAll('_', ' ');
    case 'user':
      return personName(view, inline.user_id);
    case 'channel':
      return `#${channelName(view, inline.channel_id)}`;
    case 'usergroup':
      return `@${groupName(view, inline.usergroup_id)}`;
    case 'broadcast':
      return `@${inline.range}`;
    case 'link':
      return inline.text ?? inline.url;
    case 'date':
      return slackDate(inline.timestamp, inline.format, view.me.tz, view.now);
  }
}

/** As Slack shows it to a person who may not know it: also a public channel that a guest isn't in. */
export function channelName(view: PersonView, id: string): string {
  const channel = view.channels.find((one) => one.id === id);
  return channel ? channelTitle(view, channel) : 'private-channel';
}

export const groupName = (view: PersonView, id: string): string =>
  view.usergroups.find((one) => one.id === id)?.handle ?? id;
