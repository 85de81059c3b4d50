import { type Slack, SlackFailure } from '../../ports/slack.ts';
import { lookUpTimeout, withTimeout } from '../../slack/router/with-timeout.ts';
import type { ShoutoutDeps } from './deps.ts';

type Deps = Pick<ShoutoutDeps, 'slacks' | 'log'>;

/** Whether everyone in the workspace may read a channel; false if Slack doesn't tell. */
export function isPublicChannel(deps: Deps, workspace: string, channel: string): Promise<boolean> {
  return ask(deps, workspace, async (slack) => (await slack.channel(channel)).kind === 'public');
}

/** Whether only its members may read a channel; false if Slack doesn't tell. */
export function isPrivateChannel(deps: Deps, workspace: string, channel: string): Promise<boolean> {
  return ask(deps, workspace, async (slack) => (await slack.channel(channel)).kind === 'private');
}

/**
 * Whether a person may read all public channels, which neither guests nor people of another company
 * may; false if Slack doesn't tell.
 */
export function readsPublicChannels(
  deps: Deps,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<boolean> {
  return ask(deps, workspace, async (slack) => {
    const { isGuest, isStranger } = await slack.person(user);
    return !isGuest && !isStranger;
  });
}

export type Giver = {
  readonly workspace: string;
  readonly user: string;
  /** Slack is asked if it isn't known. */
  readonly isGuest?: boolean;
};

/** Whether a person may give shout-outs, for what is offered; the form says it in any case. */
export function seemsToGive(
  { slacks, guestRules }: Pick<ShoutoutDeps, 'slacks' | 'guestRules'>,
  { workspace, user, isGuest }: Giver,
): Promise<boolean> {
  const isAllowed = async () => {
    const mayBeOff = isGuest ?? (await (await slacks(workspace)).person(user)).isGuest;
    return !mayBeOff || (await guestRules(workspace)).mayGive;
  };
  return withTimeout(isAllowed(), lookUpTimeout).catch(() => true);
}

/**
 * Whether a person is in a channel; false too if Slack hides the channel from the app. Rejects with a
 * `SlackFailure` if Slack doesn't answer.
 */
export async function isInChannel(
  { slacks }: Pick<Deps, 'slacks'>,
  { workspace, user, channel }: Readonly<Record<'workspace' | 'user' | 'channel', string>>,
): Promise<boolean> {
  const slack = await slacks(workspace);
  try {
    return await slack.isMember(channel, user);
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome === 'refused') return false;
    throw error;
  }
}

/** Members that are looked at, and how many at once. */
const [maxMembers, atOnce] = [60, 10];

type Counting = {
  /** Nobody is counted beyond this number. */
  readonly most: number;
  /** The ids of people who don't count. */
  readonly without?: readonly string[];
};

/** How many people are in a channel; apps don't count. */
export async function countPeople(
  { slacks }: Pick<Deps, 'slacks'>,
  { workspace, channel }: Readonly<Record<'workspace' | 'channel', string>>,
  { most, without = [] }: Counting,
): Promise<number> {
  const slack = await slacks(workspace);
  const members = (await slack.members(channel))
    .filter((id) => !without.includes(id))
    .slice(0, maxMembers);
  let people = 0;
  for (let from = 0; from < members.length && people < most; from += atOnce) {
    const some = await Promise.all(members.slice(from, from + atOnce).map(slack.person));
    people += some.filter(({ isBot, isDeactivated }) => !isBot && !isDeactivated).length;
  }
  return Math.min(people, most);
}

/** Fewer people than these are told only a number. */
export const fewestPeople = 5;

/** Whether so few people are in a channel that skills would say who. */
export const hasFewPeople = async (
  deps: Pick<Deps, 'slacks'>,
  place: Readonly<Record<'workspace' | 'channel', string>>,
): Promise<boolean> => (await countPeople(deps, place, { most: fewestPeople })) < fewestPeople;

async function ask(
  { slacks, log }: Deps,
  workspace: string,
  question: (slack: Slack) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await question(await slacks(workspace));
  } catch (error) {
    log.warn({ err: error }, 'could not tell who may read something');
    return false;
  }
}
