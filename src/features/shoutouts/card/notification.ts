import type { Content } from '../../../content/content.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  type Line,
  prose,
} from '../../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../../slack/ui/message.ts';
import { slot, withSlots } from '../../../slack/ui/sentence.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { skillTitle } from '../parse/skill-lookup.ts';
import type { Shoutout } from '../shoutout.ts';
import { detailParts, quote, readSkill } from './card.ts';

const preferences = ({ words }: Content): ButtonSpec => ({
  action: 'shoutout.preferences',
  label: words('shoutout.preferences.button'),
  value: 'open',
});

function lead(content: Content, key: LeadKey, { from, skill, channel }: Shoutout): Line {
  const sentence = content.words(key, {
    person: slot('person'),
    skill: slot('skill'),
    channel: slot('channel'),
  });
  return withSlots(sentence, {
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

/** What `edited` was when somebody was asked: an agreement is one to these words, and not to later ones. */
const stamp = ({ edited = 0 }: Shoutout) => String(edited);
export const isUnchanged = (shoutout: Shoutout, asked: string): boolean =>
  stamp(shoutout) === asked;

/** A shout-out as a direct message shows it to a person who is thanked in it: what it says, and what they can do about it. */
export function notificationMessage(
  parts: Pick<ShoutoutDeps, 'readButton'>,
  content: Content,
  shoutout: Shoutout,
  { user, first = [] }: { readonly user: string; readonly first?: readonly Part[] },
): Message {
  const { words } = content;
  const { state, asked, id } = shoutout;
  if (state === 'hidden') return message([prose([{ text: words('shoutout.notice.hidden') }])]);
  const body = [quote(shoutout.text), ...detailParts(content, shoutout)];
  if (state === 'waiting' && asked.includes(user)) {
    const value = `${id} ${stamp(shoutout)}`;
    return message([
      prose(lead(content, 'shoutout.notice.asks', shoutout)),
      ...body,
      buttons([
        {
          action: 'shoutout.agree',
          label: words('shoutout.notice.post-it'),
          value,
          primary: true,
        },
        { action: 'shoutout.keep', label: words('shoutout.notice.keep-it'), value },
      ]),
      contextBlock(words('shoutout.notice.patience')),
      ...first,
    ]);
  }
  const keys = {
    waiting: 'shoutout.notice.agreed',
    posted: 'shoutout.notice.posted',
    private: 'shoutout.notice.private',
  } as const;
  return message([
    prose(lead(content, keys[state], shoutout)),
    ...body,
    ...(state === 'private' ? [contextBlock(words('shoutout.notice.only-you'))] : []),
    ...first,
    buttons([...readSkill(parts, content, shoutout), preferences(content)]),
  ]);
}

/** What this is, who sees it, how to change it: said once in a person's life. */
export const introduction = ({ words }: Content): readonly Part[] => [
  contextBlock(words('shoutout.notice.introduction')),
];

/** The first note of somebody who was thanked in a channel. */
export function introductionMessage(content: Content, shoutout: Shoutout): Message {
  return message([
    prose(lead(content, 'shoutout.notice.first', shoutout)),
    ...introduction(content),
    buttons([preferences(content)]),
  ]);
}
