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
import { cardLeft, type Shoutout } from '../shoutout.ts';
import { mayShowAgain } from '../transitions.ts';
import { detailParts, firstNameLine, quote, readSkillButton } from './card.ts';

export const preferencesButton = ({ words }: Content): ButtonSpec =>
  routes.preferences.button({ label: words('shoutout.preferences.button') });

/** Takes a "no" back. */
export const showAgainButton = ({ words }: Content, id: string): ButtonSpec =>
  routes.showAgain.button({ label: words('shoutout.menu.show'), value: id });

function leadLine(
  content: Content,
  key: LeadKey,
  { from, skill, channel, people }: Shoutout,
  isOutside: boolean,
): Line {
  const sentence = content.words(key, {
    person: placeholder('person'),
    skill: placeholder('skill'),
    channel: placeholder('channel'),
    people: people.length,
  });
  return fillPlaceholders(sentence, {
    person: firstNameLine(content, from),
    skill: [{ text: skillTitle(content, skill), style: 'bold' }],
    channel: isOutside
      ? [{ text: content.words('hidden.other-channel') }]
      : channel
        ? [{ channel }]
        : [],
  });
}

type LeadKey =
  | 'shoutout.notice.private'
  | 'shoutout.notice.asks'
  | 'shoutout.notice.agreed'
  | 'shoutout.notice.posted'
  | 'shoutout.notice.first'
  | 'shoutout.notice.first-shown'
  | 'shoutout.notice.bundled'
  | 'shoutout.notice.in-mention';

/** Changes with every edit, because consent to one text is no consent to the next. */
export const versionOf = ({ edited = 0 }: Shoutout) => String(edited);
export const isVersion = (shoutout: Shoutout, version: string): boolean =>
  versionOf(shoutout) === version;

/**
 * The direct message to a person thanked in a shout-out, with the buttons for its state; when it is
 * hidden, also to its giver.
 */
export function notificationMessage(
  deps: Pick<ShoutoutDeps, 'readButton'>,
  content: Content,
  shoutout: Shoutout,
  {
    user,
    notes = [],
    link,
    isOutside = false,
  }: {
    readonly user: string;
    readonly notes?: readonly Part[];
    /** To the card. */
    readonly link?: string | undefined;
    /** Whether Slack hides its channel from the person. */
    readonly isOutside?: boolean | undefined;
  },
): Message {
  const { words } = content;
  const { state, asked, declined, showAt, bundled, byMention, id } = shoutout;
  const consent = { id, version: versionOf(shoutout) };
  if (state === 'hidden') return hiddenMessage(content, shoutout, user);
  const lead = (key: LeadKey) => prose(leadLine(content, key, shoutout, isOutside));
  const body = [quote(shoutout.text), ...detailParts(content, shoutout)];
  const inMention =
    byMention && !bundled && state !== 'posted' ? [lead('shoutout.notice.in-mention')] : [];
  if (state === 'waiting' && asked.includes(user)) {
    return message([
      lead('shoutout.notice.asks'),
      ...body,
      ...inMention,
      buttons([
        routes.approve.button({
          label: words('shoutout.notice.post-it'),
          value: consent,
          primary: true,
        }),
        routes.keepPrivate.button({ label: words('shoutout.notice.keep-it'), value: consent }),
      ]),
      contextBlock(words('shoutout.notice.patience')),
      ...notes,
    ]);
  }
  const isKept = declined.includes(user);
  // One text for every bundle, so that nobody can tell whether others have answered.
  const later = bundled ? 'shoutout.notice.bundled' : 'shoutout.notice.first-shown';
  if (state === 'waiting' && !isKept && (bundled || showAt !== undefined))
    return message([
      lead('shoutout.notice.first'),
      ...body,
      lead(later),
      ...inMention,
      ...notes,
      buttons([
        routes.keepPrivate.button({ label: words('shoutout.menu.private'), value: consent }),
        preferencesButton(content),
      ]),
    ]);
  const keys = {
    waiting: isKept ? 'shoutout.notice.private' : 'shoutout.notice.agreed',
    posted: 'shoutout.notice.posted',
    private: 'shoutout.notice.private',
  } as const;
  return message([
    lead(keys[state]),
    ...body,
    ...(link && !isOutside ? [prose([{ link, label: words('shoutout.notice.see-card') }])] : []),
    ...(state === 'private' || isKept ? [contextBlock(words('shoutout.notice.only-you'))] : []),
    ...inMention,
    ...notes,
    buttons([
      ...(state === 'posted'
        ? [routes.makePrivate.button({ label: words('shoutout.menu.private'), value: id })]
        : []),
      ...(state === 'waiting' && !isKept
        ? [routes.keepPrivate.button({ label: words('shoutout.notice.keep-it'), value: consent })]
        : []),
      ...(mayShowAgain(shoutout, user) ? [showAgainButton(content, id)] : []),
      ...readSkillButton(deps, content, shoutout),
      preferencesButton(content),
    ]),
  ]);
}

/** The giver gets the words back, and reads what is left in the channel. */
function hiddenMessage({ words }: Content, shoutout: Shoutout, user: string): Message {
  if (user !== shoutout.from) return message([paragraph(words('shoutout.notice.hidden'))]);
  const left = cardLeft(shoutout);
  return message([
    paragraph(words('shoutout.notice.hidden-yours')),
    quote(shoutout.text),
    ...(left ? [paragraph(words(`shoutout.card-left.${left}`))] : []),
  ]);
}

/** Explains shout-outs to a person who is thanked for the first time. */
export const introduction = ({ words }: Content): readonly Part[] => [
  contextBlock(words('shoutout.notice.introduction')),
];
