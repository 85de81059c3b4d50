import { z } from 'zod';
import { dateIn } from '../../calendar/today.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { type DetailName, detailsShape } from './details.ts';

/**
 * Characters, counted as `lengthOf` does; `least` as `amountIn` does; `mostUnits` are UTF-16 code
 * units, which hundreds of `:codes:` may exceed.
 */
export const textLimits = { least: 15, most: 600, mostUnits: 1200, leastWords: 3 };
export const maxPeople = 10;
/** Shout-outs that one person may give on a day. */
export const maxPerDay = 20;

const person = z.string().min(1).max(40);
const place = z.object({ channel: z.string(), ts: z.string() });

const pendingSchema = z.object({
  /** Names the latest change, so that finishing an earlier one doesn't end it. */
  change: z.string(),
  /** Milliseconds since 1970. */
  since: z.number(),
  /** The person who made the change, and is told if Slack refuses it. */
  by: person.optional(),
  /** Whether its card is to be posted, or shows something else. */
  card: z.enum(['post', 'change']).optional(),
  /** The people who are to hear of it in a direct message. */
  notify: z.array(person).default([]),
  /** The people who hear of it by its card, or in a direct message if they aren't in its channel. */
  unlessThere: z.array(person).default([]),
});

/** A change that messages in Slack don't show yet. */
export type Pending = z.infer<typeof pendingSchema>;

export const shoutoutSchema = z.object({
  /** Sorts by the time at which it was given. */
  id: z.string(),
  /** None once the giver had their data deleted and let it stay: it is from "a colleague". */
  from: person.optional(),
  // No upper limit: a shout-out stays readable when `maxPeople` becomes less.
  people: z.array(person).min(1),
  skill: z.string().min(1).max(100),
  /** Cleaned by `cleanText`, not escaped. */
  text: z.string().min(1),
  ...detailsShape,
  /** The channel it was given in; none if it was given privately. */
  channel: z.string().optional(),
  /** Whether everyone in the workspace could read that channel at the time. */
  inPublicChannel: z.boolean().default(false),
  /** Given by a mention of the app, in a message that everyone in the channel can read. */
  byMention: z.boolean().optional(),
  /** The message that shows it in its channel, if there is one. */
  card: place.optional(),
  /** Its card comes with the next bundle of its channel; kept if it becomes private meanwhile. */
  bundled: z.boolean().optional(),
  /** The timestamp of the bundle's first message, in whose thread the card is posted. */
  thread: z.string().optional(),
  /** When a bundle brought it into the channel; milliseconds since 1970. */
  shownAt: z.number().optional(),
  /**
   * When its card began to be posted (milliseconds since 1970), if it is unknown whether it was:
   * it may be in the channel.
   */
  posting: z.number().optional(),
  /** Slack's error when it refused for good to post, change or delete the card. */
  refused: z.string().optional(),
  pending: pendingSchema.optional(),
  /**
   * `posted`: visible to everyone. `waiting`: for the people in `asked`, for `showAt`, for a bundle,
   * or, if somebody declined, until the time to answer is over, so that nobody can tell what they
   * chose.
   * `private`: visible to the giver and the people thanked. `hidden` by an administrator: visible to the
   * giver.
   */
  state: z.enum(['posted', 'waiting', 'private', 'hidden']),
  /** The people who want to be asked first and haven't answered yet. */
  asked: z.array(person).default([]),
  /** The people who were asked and agreed to it as it reads now. */
  agreed: z.array(person).default([]),
  /**
   * The people who don't want it shown, or didn't answer in time. Each can take that back; nobody
   * else is told.
   */
  declined: z.array(person).default([]),
  /** When they were asked last, if that was after it was given or edited. */
  askedAt: z.number().optional(),
  /** Its card isn't shown before, as somebody is thanked for the first time. */
  showAt: z.number().optional(),
  /** Whether everyone thanked agreed, at the time, to have it retold. */
  retell: z.boolean().default(false),
  /** Milliseconds since 1970, as `edited`. */
  created: z.number(),
  /** The date in the giver's time zone, for the indexes: `2026-11-24`. */
  day: z.iso.date(),
  edited: z.number().optional(),
  /** The people who saw it too, each once. */
  seenBy: z.array(person).default([]),
});

/** Thanks from `from` to `people` for a real moment of care. */
export type Shoutout = z.infer<typeof shoutoutSchema>;

/** One whose giver is known. */
export type GivenShoutout = Shoutout & { readonly from: string };

/**
 * What is left in a channel of a shout-out that is not to be there: its card is being taken out,
 * Slack refuses to take it out, or it is unknown whether there is one.
 */
export function cardLeft({ card, posting, refused }: Shoutout) {
  if (card) return refused ? 'stuck' : 'pending';
  return posting === undefined ? undefined : 'unknown';
}

/** The part that the giver writes, validated. */
export type Thanks = Pick<Shoutout, 'people' | 'skill' | 'text' | DetailName>;

/** How a person wants to be thanked, the strictest wish last. */
export const wishes = ['publicly', 'ask', 'privately'] as const;
export type Wish = (typeof wishes)[number];

export type Thanked = {
  readonly id: string;
  readonly wish: Wish;
  readonly retell: boolean;
  /**
   * Until when no card with this person is shown, as they have just heard of shout-outs for the
   * first time; milliseconds since 1970.
   */
  readonly newUntil?: number | undefined;
};

/** Milliseconds that the first card of a person who has never chosen waits. */
export const firstCardDelay = 10 * 60_000;

export const idsWith = (thanked: readonly Thanked[], wish: Wish): readonly string[] =>
  thanked.filter((one) => one.wish === wish).map(({ id }) => id);

/** When the card may be shown; `undefined`: at once. */
export function showTime(thanked: readonly Thanked[], now: number): number | undefined {
  const latest = Math.max(...thanked.map(({ newUntil = 0 }) => newUntil));
  return latest > now ? latest : undefined;
}

/** Whether nobody who is thanked still has to agree, or has refused. */
export const isAgreed = ({ asked, declined }: Pick<OpenParts, 'asked' | 'declined'>): boolean =>
  asked.length === 0 && declined.length === 0;

/** Whether a card may be shown, if it is meant for a channel. */
export function openState(parts: OpenParts, now: number): 'waiting' | 'posted' {
  const { showAt = 0, bundled = false } = parts;
  return isAgreed(parts) && showAt <= now && !bundled ? 'posted' : 'waiting';
}

type OpenParts = Pick<Shoutout, 'asked' | 'declined' | 'showAt' | 'bundled'>;

/** Whether its card waits for the next bundle of its channel. */
export const isHeld = ({ state, bundled, channel }: Shoutout): boolean =>
  state === 'waiting' && bundled === true && channel !== undefined;

type Giving = {
  readonly from: string;
  /** IANA time zone of the giver. */
  readonly timeZone: string;
  /** `undefined`: private, whatever the people thanked wish. */
  readonly channel: string | undefined;
  /** Whether everyone in the workspace may read it. */
  readonly inPublicChannel?: boolean;
  readonly byMention?: boolean | undefined;
  /** Whether its card waits for a bundle of the channel. */
  readonly isBundled?: boolean;
  /** The people in `thanks` with their wishes. */
  readonly thanked: readonly Thanked[];
};

/** A new shout-out. The wishes of all people thanked decide its state. */
export function newShoutout(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  { from, timeZone, channel, inPublicChannel = false, byMention, isBundled, thanked }: Giving,
  thanks: Thanks,
): GivenShoutout {
  const created = clock.now();
  const isPrivate = channel === undefined;
  const asked = isPrivate ? [] : [...idsWith(thanked, 'ask')];
  const declined = isPrivate ? [] : [...idsWith(thanked, 'privately')];
  const showAt = isPrivate ? undefined : showTime(thanked, created);
  const bundled = !isPrivate && isBundled === true;
  return {
    ...thanks,
    id: uuid(created, random),
    from,
    ...(channel === undefined ? {} : { channel }),
    inPublicChannel: channel !== undefined && inPublicChannel,
    ...(channel !== undefined && byMention ? { byMention } : {}),
    state: isPrivate ? 'private' : openState({ asked, declined, showAt, bundled }, created),
    asked,
    agreed: [],
    declined,
    ...(showAt === undefined ? {} : { showAt }),
    ...(bundled ? { bundled } : {}),
    retell: thanked.every(({ retell }) => retell),
    created,
    day: dateIn(timeZone, created),
    seenBy: [],
  };
}

const uuidTemplate = 'xxxxxxxx-xxxx-7xxx-yxxx-xxxxxxxxxxxx';
const uuidPattern = /^[\da-f]{8}-[\da-f]{4}-7/;

/** Hexadecimal digits of a UUID that are its time. */
const timeDigits = 12;

/** A UUID of version 7 (RFC 9562): its first 48 bits are the time, so ids sort by time. */
function uuid(time: number, random: Random): string {
  const digits = Math.floor(time).toString(16).padStart(timeDigits, '0');
  let index = 0;
  return uuidTemplate.replace(/[xy]/g, (digit) => {
    if (index < timeDigits) return digits.charAt(index++);
    const value = Math.floor(random() * 16);
    return (digit === 'y' ? 8 + (value % 4) : value).toString(16);
  });
}

/** When a shout-out with this id was given, in milliseconds since 1970; 0 for any other text. */
export const timeOf = (id: string): number =>
  uuidPattern.test(id) ? Number.parseInt(id.replace('-', '').slice(0, timeDigits), 16) : 0;

/** Milliseconds that a shout-out waits for the consent of people who want to be asked first. */
const consentTtl = 7 * 24 * 3_600_000;

/** Milliseconds since 1970. An edit asks again, so the time begins again. */
export const consentDeadline = ({ created, edited, askedAt }: Shoutout): number =>
  (askedAt ?? edited ?? created) + consentTtl;

/** Whether somebody's consent was not given in time. One that waits for a bundle only is not late. */
export function isOverdue(shoutout: Shoutout, now: number): boolean {
  if (shoutout.state !== 'waiting' || (isHeld(shoutout) && isAgreed(shoutout))) return false;
  return consentDeadline(shoutout) <= now;
}
