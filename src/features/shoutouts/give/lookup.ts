import { type Person, type Slack, SlackFailure } from '../../../ports/slack.ts';
import { type Obstacle, postTarget } from '../../../slack/api/post-target.ts';
import type { ShoutoutDeps } from '../deps.ts';

/** More people than this are too many for one shout-out, and too many to ask Slack about one by one. */
const mostLookedUp = 30;

/** What Slack knows about those who are in a shout-out, and about its channel. */
export type LookupResult = {
  readonly giver: Person;
  /** `undefined` for whom Slack doesn't know. */
  readonly person: (id: string) => Person | undefined;
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** How many people there are, where they are so many that nobody was looked up. */
  readonly tooMany: number | undefined;
  readonly obstacle: Obstacle | undefined;
  readonly nameOf: (id: string) => string | undefined;
};

type Wanted = {
  readonly workspace: string;
  readonly from: string;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** `undefined` where it is to be given privately. */
  readonly channel: string | undefined;
  /** Others whose names are wanted: people, and channels whose names Slack kept to itself. */
  readonly named?: readonly string[];
};

/** Rejects with a `SlackFailure` where Slack can't be asked. */
export async function lookUp(
  parts: Pick<ShoutoutDeps, 'slacks'>,
  { workspace, from, people, groups, channel, named = [] }: Wanted,
): Promise<LookupResult> {
  const slack = await parts.slacks(workspace);
  const place = channel === undefined ? undefined : postTarget(parts, { workspace, id: channel });
  // Awaited below; until then its failure is nobody's.
  place?.catch(() => {});
  const found = await Promise.all(
    groups.map(async (id) => ({ id, members: await membersOf(slack, id) })),
  );
  const thanked = [...new Set([...people, ...found.flatMap(({ members }) => members)])];
  const tooMany = thanked.length > mostLookedUp ? thanked.length : undefined;
  const wanted = new Set([from, ...(tooMany ? [] : thanked), ...named.slice(0, mostLookedUp)]);
  const [persons, channels] = await Promise.all([
    Promise.all([...wanted].filter(isPerson).map((id) => personBy(slack, id))),
    Promise.all([...wanted].filter((id) => !isPerson(id)).map((id) => channelName(slack, id))),
  ]);
  const known = new Map(persons.flatMap((one) => (one ? [[one.id, one]] : [])));
  const names = new Map(channels);
  const giver = known.get(from);
  if (!giver) throw new SlackFailure('users.info', 'refused', 'user_not_found');
  const reached = await place;
  return {
    giver,
    person: (id) => known.get(id),
    groups: found,
    tooMany,
    obstacle: reached && 'obstacle' in reached ? reached.obstacle : undefined,
    nameOf: (id) => known.get(id)?.name ?? names.get(id),
  };
}

const isPerson = (id: string) => /^[UW]/.test(id);

/** Slack's words for somebody or something that it doesn't know, or doesn't show to us. */
const unknown = /_not_found$|_not_visible$|^no_such_subteam$|^missing_/;

async function orUnknown<Found, Other>(call: Promise<Found>, other: Other): Promise<Found | Other> {
  return call.catch((error: unknown) => {
    if (error instanceof SlackFailure && error.outcome === 'refused' && unknown.test(error.code))
      return other;
    throw error;
  });
}

const personBy = (slack: Slack, id: string) => orUnknown(slack.person(id), undefined);
const membersOf = (slack: Slack, id: string) => orUnknown(slack.groupMembers(id), []);
const channelName = async (slack: Slack, id: string): Promise<readonly [string, string]> => [
  id,
  (await orUnknown(slack.channel(id), undefined))?.name ?? '',
];

const mention = /<(?<kind>[@#])(?<id>[A-Z0-9]+)(?:\|(?<label>[^<>]*))?>/g;

/** Whom and what a text names by an id alone. */
export function namelessIn(raw: string): readonly string[] {
  const found = [...raw.matchAll(mention)].filter(({ groups }) => !groups?.label);
  return [...new Set(found.map(({ groups }) => groups?.id ?? ''))];
}

/** Two letters: where somebody writes from, for numbers as they are written there. */
export function countryOf({ locale }: Person): string | undefined {
  try {
    return locale ? new Intl.Locale(locale).region : undefined;
  } catch {
    return undefined;
  }
}
