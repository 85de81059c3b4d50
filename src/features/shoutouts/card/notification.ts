import type { Content } from '../../../content/content.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  type Line,
  paragraph,
  prose,
} from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { skillTitle } from '../parse/skill-names.ts';
import { routes } from '../routes.ts';
import type { Shoutout } from '../shoutout.ts';
import { detailParts, quote, readSkillButton } from './card.ts';

export const preferencesButton = ({ words }: Content): ButtonSpec =>
  routes.preferences.button({ label: words('shoutout.preferences.button') });

function leadLine(content: Content, key: LeadKey, { from, skill, channel }: Shoutout): Line {
  const sentence = content.words(key, {
    person: placeholder('person'),
    skill: placeholder('skill'),
    channel: placeholder('channel'),
  });
  return fillPlaceholders(sentence, {
    person: [{ person: from }],
    skill: [{ text: skillTitle(content, skill), style: 'bold' }],
    channel: channel ? [{ channel }] : [],
  });
}

type LeadKey =
  | 'shoutout.notice.private'
  | 'shoutout.notice.asks'
  | 'shoutout.notice.agreed'
  | 'shoutout.notice.posted'
  | 'shoutout.notice.first';

/** Changes with every edit, because consent to one text is no consent to the next. */
export const versionOf = ({ edited = 0 }: Shoutout) => String(edited);
export const isVersion = (shoutout: Shoutout, version: string): boolean =>
  versionOf(shoutout) === version;

/** The direct message to a person thanked in a shout-out, with the buttons for its state. */
export function notificationMessage(
  deps: Pick<ShoutoutDeps, 'readButton'>,
  content: Content,
  shoutout: Shoutout,
  {
    user,
    notes = [],
    link,
  }: {
    readonly user: string;
    readonly notes?: readonly Part[];
    /** To the card. */
    readonly link?: string | undefined;
  },
): Message {
  const { words } = content;
  const { state, asked, id } = shoutout;
  if (state === 'hidden') return message([paragraph(words('shoutout.notice.hidden'))]);
  const body = [quote(shoutout.text), ...detailParts(content, shoutout)];
  if (state === 'waiting' && asked.includes(user)) {
    const value = { id, version: versionOf(shoutout) };
    return message([
      prose(leadLine(content, 'shoutout.notice.asks', shoutout)),
      ...body,
      buttons([
        routes.approve.button({
          label: words('shoutout.notice.post-it'),
          value,
          primary: true,
        }),
        routes.keepPrivate.button({ label: words('shoutout.notice.keep-it'), value }),
      ]),
      contextBlock(words('shoutout.notice.patience')),
      ...notes,
    ]);
  }
  const keys = {
    waiting: 'shoutout.notice.agreed',
    posted: 'shoutout.notice.posted',
    private: 'shoutout.notice.private',
  } as const;
  return message([
    prose(leadLine(content, keys[state], shoutout)),
    ...body,
    ...(link ? [prose([{ link }])] : []),
    ...(state === 'private' ? [contextBlock(words('shoutout.notice.only-you'))] : []),
    ...notes,
    buttons([
      ...(state === 'posted'
        ? [routes.makePrivate.button({ label: words('shoutout.menu.private'), value: id })]
        : []),
      ...readSkillButton(deps, content, shoutout),
      preferencesButton(content),
    ]),
  ]);
}

/** Explains shout-outs to a person who is thanked for the first time. */
export const introduction = ({ words }: Content): readonly Part[] => [
  contextBlock(words('shoutout.notice.introduction')),
];

/** The direct message to a person who is thanked for the first time, in a channel. */
export function introductionMessage(content: Content, shoutout: Shoutout): Message {
  return message([
    prose(leadLine(content, 'shoutout.notice.first', shoutout)),
    ...introduction(content),
    buttons([preferencesButton(content)]),
  ]);
}
