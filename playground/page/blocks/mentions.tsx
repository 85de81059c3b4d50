import type { ReactNode } from 'react';
import { personName } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import type { Style } from './block-kit.ts';
import { slackDate } from './slack-date.ts';
import { channelName, groupName } from './spoken-text.ts';

type Mentioned = { readonly id: string; readonly style?: object | undefined };

type EmojiData = { name: string; skin_tone?: 1 | 2 | 3 | 4 | 5 | 6 };

/**
 * Hooks of the library for text that depends on the user. They return components, because the
 * library reads its hooks only once.
 */
export const mentionHooks = {
  user: ({ id, style }: Mentioned) => <PersonMention id={id} style={style} />,
  usergroup: ({ id, style }: Mentioned) => <GroupMention id={id} style={style} />,
  channel: ({ id, style }: Mentioned) => <ChannelMention id={id} style={style} />,
  atHere: () => <span className="mention mention-me">@here</span>,
  atChannel: () => <span className="mention mention-me">@channel</span>,
  atEveryone: () => <span className="mention mention-me">@everyone</span>,
  emoji: ({ name, skin_tone }: EmojiData, render: (data: EmojiData) => string) =>
    emoji(render({ name }), name, skin_tone),
  date: ({ timestamp, format }: { timestamp: string; format: string }) => (
    <SlackDate timestamp={Number(timestamp)} format={format} />
  ),
};

function PersonMention({ id, style }: Mentioned) {
  const { view } = useSession();
  return (
    <Mention me={id === view.me.id} style={style}>
      @{personName(view, id)}
    </Mention>
  );
}

function GroupMention({ id, style }: Mentioned) {
  const { view } = useSession();
  return <Mention style={style}>@{groupName(view, id)}</Mention>;
}

function ChannelMention({ id, style }: Mentioned) {
  const { view, location, navigate } = useSession();
  const name = `#${channelName(view, id)}`;
  if (!view.channels.some((one) => one.id === id)) return <Mention style={style}>{name}</Mention>;
  return (
    <button
      type="button"
      className="mention mention-link"
      onClick={() => navigate({ ...location, channel: id, thread: undefined, tab: undefined })}
    >
      {name}
    </button>
  );
}

function Mention({
  me = false,
  style,
  children,
}: {
  me?: boolean;
  style: object | undefined;
  children: ReactNode;
}) {
  return (
    <span className={`mention${me ? ' mention-me' : ''}${styleClass(style)}`}>{children}</span>
  );
}

function SlackDate({ timestamp, format }: { timestamp: number; format: string }) {
  const { view, now } = useSession();
  return (
    <time dateTime={new Date(timestamp * 1000).toISOString()}>
      {slackDate(timestamp, format, view.me.tz, now())}
    </time>
  );
}

/** Unicode's first skin tone modifier, Slack's tone 2. */
const lightestSkin = 0x1f3fb;

/** Unknown emoji names stay as text. */
function emoji(rendered: string, name: string, tone: number | undefined): string {
  if (rendered === name || rendered === `:${name}:`) return `:${name}:`;
  return tone && tone > 1 ? rendered + String.fromCodePoint(lightestSkin + tone - 2) : rendered;
}

function styleClass(style: Style | undefined): string {
  return `${style?.bold ? ' bold' : ''}${style?.italic ? ' italic' : ''}${style?.strike ? ' strike' : ''}`;
}
