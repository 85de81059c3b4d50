import type { Person } from '../../ports/slack.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import type { Action, ActionReply, CareHandler } from '../../slack/router/feature.ts';
import { withTimeout } from '../../slack/router/with-timeout.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import type { AdminDeps } from './deps.ts';
import { adminMessage, messageWithoutStore } from './message.ts';
import type { Roles } from './roles.ts';
import { plannersGroup, settingsOf } from './settings.ts';

export type ActionDeps = AdminDeps & { readonly roles: Roles };

/** Milliseconds to count what is planned, before the answer goes without. */
const countTimeout = 1000;

export type Who = { readonly workspace: string; readonly user: string };

/** Names the administrators to a person who is none. */
export async function whoAdministers(
  { content, adminGroup, roles }: Pick<ActionDeps, 'content' | 'adminGroup' | 'roles'>,
  workspace: string,
): Promise<string> {
  const { words } = content();
  const group = adminGroup && (await roles.groupName(workspace, adminGroup));
  return group ? words('admin.who-group', { group }) : words('admin.who');
}

/** Says so to a person who is none. */
export async function refusal(deps: ActionDeps, workspace: string): Promise<Part> {
  const who = await whoAdministers(deps, workspace);
  return paragraph(deps.content().words('admin.refused', { who }));
}

/** `/care admin`; with more text behind it it is a search. */
export const careAdmin =
  (deps: ActionDeps): CareHandler =>
  ({ readings, workspace, user }) =>
    readings.some(({ text }) => isAboutPage.test(text))
      ? show(deps, { workspace, user })
      : undefined;

/** The page has a button or a line for each of them. */
const isAboutPage = /^(?:audit|data|export|health|help|log|settings|version)?$/i;

async function show(deps: ActionDeps, { workspace, user }: Who): Promise<Message> {
  const person = await deps.roles.administrator(workspace, user);
  if (!person) return message([await refusal(deps, workspace)]);
  const { health } = deps;
  const counted = health
    ? withTimeout(health.backlog(workspace), countTimeout).catch(() => undefined)
    : undefined;
  const reading = shownTo(deps, workspace, person).catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
    deps.log.warn({ err: error }, 'shows administrators a page without the store');
    return undefined;
  });
  const [shown, backlog] = await Promise.all([reading, counted]);
  const checks = health?.checks();
  return shown
    ? adminMessage(deps.content(), { ...shown, checks, backlog })
    : messageWithoutStore(deps.content(), { checks, version: deps.version });
}

/** What administrators have decided, and who changed what. */
export async function shownTo(deps: ActionDeps, workspace: string, { timeZone }: Person) {
  const { version, reportChannel, audit, clock, roles } = deps;
  const [settings, latest] = await Promise.all([
    settingsOf(deps, workspace),
    audit.latest(workspace),
  ]);
  const group = plannersGroup(settings);
  const groupName = group && (await roles.groupName(workspace, group));
  return {
    ...{ version, settings, reportChannel, groupName, latest },
    ...{ checks: undefined, zone: timeZone, now: clock.now() },
  };
}

export const showAdmin =
  (deps: ActionDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({ tell: await show(deps, action) });
