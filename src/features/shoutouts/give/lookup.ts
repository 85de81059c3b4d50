import type { GuestRules } from '../../../ports/roles.ts';
import { isUserId, type Person, type Slack, SlackFailure } from '../../../ports/slack.ts';
import { type Obstacle, postTarget } from '../../../slack/api/post-target.ts';
import { isInChannel } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';

/** More people than this are too many for a shout-out, and for a call to Slack each. */
const maxLookups = 30;

/** The people of a shout-out and its channel, as Slack knows them. */
export type LookupResult = {
  readonly giver: Person;
  /** `undefined` for a person whom Slack doesn't know. */
  readonly person: (id: string) => Person | undefined;
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** The number of people, if there were too many to look up. */
  readonly tooMany: number | undefined;
  readonly obstacle: Obstacle | 'outside' | undefined;
  /** Whether everyone in the workspace may read the channel. */
  readonly inPublicChannel: boolean;
  readonly guests: GuestRules;
  /** Empty for a name that Slack hides. */
  readonly nameOf: (id: string) => string | undefined;
};

type LookupQuery = {
  readonly workspace: string;
  readonly from: string;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** `undefined`: private. */
  readonly channel: string | undefined;
  /** Whether the giver chose the channel in a form, and may not be in it. */
  readonly isChosen?: boolean;
  /** Ids of other people and channels whose names are needed. */
  readonly named?: readonly string[];
};

/** Rejects with a `SlackFailure` if Slack doesn't answer. */
export async function lookUp(
  deps: Pick<ShoutoutDeps, 'slacks' | 'guestRules'>,
  { workspace, from, people, groups, channel, isChosen, named = [] }: LookupQuery,
): Promise<LookupResult> {
  const slack = await deps.slacks(workspace);
  const target = channel === undefined ? undefined : postTarget(deps, { workspace, id: channel });
  const isInside =
    channel === undefined || !isChosen || isInChannel(deps, { workspace, user: from, channel });
  // Awaited below; this only prevents an unhandled rejection until then.
  Promise.all([target, isInside]).catch(() => {});
  const expanded = await Promise.all(
    groups.map(async (id) => ({ id, members: await membersOf(slack, id) })),
  );
  const thanked = [...new Set([...people, ...expanded.flatMap(({ members }) => members)])];
  const tooMany = thanked.length > maxLookups ? thanked.length : undefined;
  const ids = new Set([from, ...(tooMany ? [] : thanked), ...named.slice(0, maxLookups)]);
  const [found, channels] = await Promise.all([
    Promise.all([...ids].filter(isUserId).map((id) => personBy(slack, id))),
    Promise.all([...ids].filter((id) => !isUserId(id)).map((id) => channelName(slack, id))),
  ]);
  const peopleById = new Map(found.flatMap((one) => (one ? [[one.id, one]] : [])));
  const channelNames = new Map(channels);
  const giver = peopleById.get(from);
  if (!giver) throw new SlackFailure('users.info', 'refused', 'user_not_found');
  const reached = await target;
  // Asked only where it matters.
  const guests = found.some((one) => one?.isGuest) ? await deps.guestRules(workspace) : anything;
  return {
    giver,
    person: (id) => peopleById.get(id),
    groups: expanded,
    tooMany,
    obstacle:
      reached && 'obstacle' in reached
        ? reached.obstacle
        : (await isInside)
          ? undefined
          : 'outside',
    inPublicChannel: reached !== undefined && 'isPublic' in reached && reached.isPublic,
    guests,
    nameOf: (id) => peopleById.get(id)?.name ?? channelNames.get(id),
  };
}

const anything: GuestRules = { mayGive: true, mayReceive: true };

/** Slack's error codes for ids that it doesn't know or doesn't show to us. */
const unknownCode = /_not_found$|_not_visible$|^no_such_subteam$|^missing_/;

async function orUnknown<Found, Unknown>(
  call: Promise<Found>,
  unknown: Unknown,
): Promise<Found | Unknown> {
  return call.catch((error: unknown) => {
    if (
      error instanceof SlackFailure &&
      error.outcome === 'refused' &&
      unknownCode.test(error.code)
    )
      return unknown;
    throw error;
  });
}

const personBy = (slack: Slack, id: string) => orUnknown(slack.person(id), undefined);
const membersOf = (slack: Slack, id: string) => orUnknown(slack.groupMembers(id), []);

async function channelName(slack: Slack, id: string): Promise<readonly [string, string]> {
  const channel = await orUnknown(slack.channel(id), undefined);
  return [id, channel?.name ?? ''];
}

const unnamedMention = /<[@#]([A-Z0-9]+)\|?>/g;

/** The ids of people and channels that a text mentions without their names. */
export const findUnnamed = (raw: string): readonly string[] => [
  ...new Set(Array.from(raw.matchAll(unnamedMention), ([, id = '']) => id)),
];

/** The country code of a person's locale, which says how they write phone numbers. */
export function countryOf({ locale }: Person): string | undefined {
  try {
    return locale ? new Intl.Locale(locale).region : undefined;
  } catch {
    return undefined;
  }
}
