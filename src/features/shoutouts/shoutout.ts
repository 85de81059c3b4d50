import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { type DetailName, detailsShape } from './details.ts';
import { uuid } from './uuid.ts';

/** Characters, counted as code points. */
export const textLimits = { least: 15, most: 600, leastWords: 3 };
export const mostPeople = 10;
/** Shout-outs that one person may give on a day. */
export const mostADay = 20;

const person = z.string().min(1).max(40);
const card = z.object({ channel: z.string(), ts: z.string() });

export const shoutoutSchema = z.object({
  /** Sorts by the time when it was given. */
  id: z.string(),
  from: person,
  people: z.array(person).min(1).max(mostPeople),
  skill: z.string().min(1).max(100),
  /** Clean, and not escaped. */
  text: z.string().min(1),
  ...detailsShape,
  /** The team whose moment it is; none where it was given privately from the start. */
  channel: z.string().optional(),
  /** The message that shows it, while there is one. */
  card: card.optional(),
  /**
   * `posted`: for all to see. `waiting`: for those in `asked` to decide. `private`: for giver and thanked alone. `hidden`: taken
   * away by an administrator, and shown to nobody else.
   */
  state: z.enum(['posted', 'waiting', 'private', 'hidden']),
  /** Who want to be asked first, and have not answered yet. */
  asked: z.array(person).default([]),
  /** Everyone thanked agreed, when it was given, that it may be told again. */
  retell: z.boolean().default(false),
  /** Milliseconds since 1970. */
  created: z.number(),
  /** The giver's own date then, which says where it is found: `2026-11-24`. */
  day: z.iso.date(),
  edited: z.number().optional(),
  /** Who saw it too; a set, and as many as a card can name. */
  seenBy: z.array(person).default([]),
});

/** Thanks of `from` to `people` for a real moment of care. */
export type Shoutout = z.infer<typeof shoutoutSchema>;

/** What the giver says, checked. */
export type Thanks = Pick<Shoutout, 'people' | 'skill' | 'text' | DetailName>;

/** How somebody wants to be thanked. */
export const wishes = ['publicly', 'ask', 'privately'] as const;
type Wish = (typeof wishes)[number];

/** Of several people's wishes the strictest one holds for all. */
function strictest(all: readonly Wish[]): Wish {
  return wishes.findLast((wish) => all.includes(wish)) ?? 'publicly';
}

export type Thanked = { readonly id: string; readonly wish: Wish; readonly retell: boolean };

type Giving = {
  readonly from: string;
  /** IANA time zone of the giver. */
  readonly timeZone: string;
  /** `undefined`: privately, whatever the thanked people wish. */
  readonly channel: string | undefined;
  /** Those in `thanks.people`, with their wishes. */
  readonly thanked: readonly Thanked[];
};

export function newShoutout(
  parts: { readonly clock: Clock; readonly chance: Random },
  { from, timeZone, channel, thanked }: Giving,
  thanks: Thanks,
): Shoutout {
  const created = parts.clock.now();
  const wish = channel === undefined ? 'privately' : strictest(thanked.map((one) => one.wish));
  return {
    ...thanks,
    id: uuid(parts),
    from,
    ...(channel === undefined ? {} : { channel }),
    state: ({ publicly: 'posted', ask: 'waiting', privately: 'private' } as const)[wish],
    asked: wish === 'ask' ? thanked.filter((one) => one.wish === 'ask').map(({ id }) => id) : [],
    retell: thanked.every(({ retell }) => retell),
    created,
    day: dayIn(timeZone, created),
    seenBy: [],
  };
}

/** The date in a time zone; by UTC where we don't know the zone. */
export function dayIn(timeZone: string, time: number): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(time);
  try {
    return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  } catch {
    return instant.toZonedDateTimeISO('UTC').toPlainDate().toString();
  }
}

/** How long a shout-out waits for those who want to be asked first. */
export const consentTtl = 7 * 24 * 3_600_000;

export const consentDeadline = ({ created }: Shoutout): number => created + consentTtl;
