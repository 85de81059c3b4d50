import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import { SlackFailure, type Slacks } from '../../ports/slack.ts';

/**
 * The workspace of our installation. Everything is stored under it, never under the home of the
 * person who acts: in a channel that is shared with another company, and in an Enterprise Grid
 * organisation, the outer team of a payload can be theirs. Bolt's context has what `authorize` says;
 * failing that, it reads `authorizations` or `view.app_installed_team_id` first.
 */
export function workspaceOf({ teamId = '' }: { readonly teamId?: string }): string {
  return teamId;
}

/** What Bolt reads from a payload to find the installation. */
type Source = {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall?: boolean | undefined;
};

/**
 * The source of a request. Bolt reads `view.app_installed_team_id` of a submitted form only; for a
 * press or a menu in a form or on the Home tab it takes the home of the person. For an installation
 * in a whole organisation it can be the organisation's id.
 */
export function sourceOf(source: Source, body: object = {}): Source {
  const { team, user, view } = body as Homes;
  const teamId = view?.app_installed_team_id ?? source.teamId;
  if (!teamId?.startsWith('E')) return { ...source, teamId };
  const inside = [team?.id, user?.team_id].find((id) => typeof id === 'string');
  return { ...source, teamId: inside, enterpriseId: source.enterpriseId ?? teamId };
}

/** Whether a person is from another company, by a payload in which they act. */
export type IsOutsider = (workspace: string, user: string, body: object) => Promise<boolean>;

/** Milliseconds. */
const outsiderTtl = 60 * 60_000;
const maxRemembered = 10_000;

/**
 * Asks Slack only about people whose payload doesn't say that they are ours: colleagues from another
 * workspace of the organisation look the same in a payload as people of another company. Rejects if
 * Slack doesn't answer.
 */
export function outsiders({
  slacks,
  clock,
}: {
  readonly slacks: Slacks;
  readonly clock: Clock;
}): IsOutsider {
  const known = new Map<string, { readonly isOutsider: boolean; readonly until: number }>();
  return async (workspace, user, body) => {
    if (isSurelyOurs(workspace, body)) return false;
    const key = `${workspace}/${user}`;
    const remembered = known.get(key);
    if (remembered && remembered.until > clock.now()) return remembered.isOutsider;
    const isOutsider = await isStranger(slacks, workspace, user);
    const [oldest] = known.keys();
    if (known.size >= maxRemembered && oldest !== undefined) known.delete(oldest);
    known.set(key, { isOutsider, until: clock.now() + outsiderTtl });
    return isOutsider;
  };
}

const unknownCode = /^users?_not_(?:found|visible)$/;

/** A person whom Slack doesn't show us is not one of ours. */
async function isStranger(slacks: Slacks, workspace: string, user: string): Promise<boolean> {
  const slack = await slacks(workspace);
  try {
    return (await slack.person(user)).isStranger;
  } catch (error) {
    if (error instanceof SlackFailure && unknownCode.test(error.code)) return true;
    throw error;
  }
}

/** What payloads say about the home of a person; https://docs.slack.dev/apis/slack-connect. */
type Homes = {
  /** Of events and commands. */
  readonly team_id?: unknown;
  readonly is_ext_shared_channel?: unknown;
  /** Of interactions. */
  readonly team?: { readonly id?: string } | null;
  readonly user?: { readonly team_id?: string };
  readonly view?: { readonly app_installed_team_id?: string | null };
  readonly event?: { readonly user_team?: unknown; readonly team?: unknown };
};

function isSurelyOurs(workspace: string, body: Homes): boolean {
  const { event, user } = body;
  const home = event?.user_team ?? user?.team_id;
  if (home !== undefined) return home === workspace;
  const teams = [body.team_id, body.team?.id, event?.team].filter((team) => team !== undefined);
  return body.is_ext_shared_channel !== true && teams.every((team) => team === workspace);
}

/** Milliseconds that a request waits for its language, as Slack waits for the answer. */
const languageTimeout = 250;

/** All that a request leads to is composed in the language of the person who made it. */
export function inReadersLanguage(inLanguageOf: InLanguageOf): Middleware<AnyMiddlewareArgs> {
  return async ({ context, body, next }) => {
    const id = personIn(body);
    if (id === undefined) return next();
    return inLanguageOf({ workspace: workspaceOf(context), id }, next, languageTimeout);
  };
}

type Acting = {
  /** Of commands. */
  readonly user_id?: string;
  /** Of interactions. */
  readonly user?: { readonly id?: string };
  readonly event?: {
    readonly type: string;
    readonly user?: unknown;
    readonly bot_id?: unknown;
    /** Which tab was opened. */
    readonly tab?: unknown;
  };
};

/**
 * Events that are answered; of the others there are many, about everybody. A Home tab is composed
 * later, in its own time.
 */
const answered = new Set(['app_mention', 'message', 'app_home_opened']);

function personIn({ user_id, user, event }: Acting): string | undefined {
  if (!event) return user_id ?? user?.id;
  const isAnswered = answered.has(event.type) && !event.bot_id && event.tab !== 'home';
  return isAnswered && typeof event.user === 'string' ? event.user : undefined;
}
