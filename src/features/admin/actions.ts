import type { Act } from '../../ports/audit.ts';
import { isChannel, type Person } from '../../ports/slack.ts';
import { type Obstacle, postTarget } from '../../slack/api/post-target.ts';
import type {
  Action,
  ActionReply,
  CareHandler,
  ViewReply,
  ViewSubmission,
} from '../../slack/router/feature.ts';
import { TimeoutError, withTimeout } from '../../slack/router/with-timeout.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import type { AdminDeps, Exported } from './deps.ts';
import { noteView, readSettingsForm, settingsForm, waitingView } from './form.ts';
import { adminMessage } from './message.ts';
import type { Roles } from './roles.ts';
import { type AdminSettings, changeSettings, settingsOf } from './settings.ts';

export type ActionDeps = AdminDeps & { readonly roles: Roles };

/**
 * Milliseconds to count what is planned, to note what was changed, to show it, and to make an
 * export, before the answer goes without.
 */
const countTimeout = 1000;
const noteTimeout = 300;
const showTimeout = 400;
const exportTimeout = 1500;

/** Milliseconds to check what an administrator chose. */
const lookUpTimeout = 1400;

type Who = { readonly workspace: string; readonly user: string };

/** Names the administrators to a person who is none. */
export async function whoAdministers(
  { content, adminGroup, roles }: Pick<ActionDeps, 'content' | 'adminGroup' | 'roles'>,
  workspace: string,
): Promise<string> {
  const { words } = content();
  const group = adminGroup && (await roles.groupName(workspace, adminGroup));
  return group ? words('admin.who-group', { group }) : words('admin.who');
}

async function refusal(deps: ActionDeps, workspace: string): Promise<Part> {
  const who = await whoAdministers(deps, workspace);
  return paragraph(deps.content().words('admin.refused', { who }));
}

/** `/care admin`; with more text behind it it is a search. */
export const careAdmin =
  (deps: ActionDeps): CareHandler =>
  ({ text, workspace, user }) =>
    isAboutPage.test(text) ? show(deps, { workspace, user }) : undefined;

/** The page has a button or a line for each of them. */
const isAboutPage = /^(?:audit|data|export|health|help|log|settings|version)?$/i;

async function show(deps: ActionDeps, { workspace, user }: Who): Promise<Message> {
  const person = await deps.roles.administrator(workspace, user);
  if (!person) return message([await refusal(deps, workspace)]);
  const { health } = deps;
  const counted = health
    ? withTimeout(health.backlog(workspace), countTimeout).catch(() => undefined)
    : undefined;
  const [shown, backlog] = await Promise.all([shownTo(deps, workspace, person), counted]);
  return adminMessage(deps.content(), { ...shown, checks: health?.checks(), backlog });
}

/** What administrators have decided, and who changed what. */
async function shownTo(deps: ActionDeps, workspace: string, { timeZone }: Person) {
  const { version, reportChannel, audit, clock, roles } = deps;
  const [settings, latest] = await Promise.all([
    settingsOf(deps, workspace),
    audit.latest(workspace),
  ]);
  const { planners } = settings;
  const isGroup = planners !== 'everyone' && planners !== 'admins';
  const plannersGroup = isGroup ? await roles.groupName(workspace, planners) : undefined;
  return {
    ...{ version, settings, reportChannel, plannersGroup, latest },
    ...{ checks: undefined, zone: timeZone, now: clock.now() },
  };
}

export const showAdmin =
  (deps: ActionDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({ tell: await show(deps, action) });

/** Opens an empty view at once, and replaces it with the form once that is looked up. */
export const openSettings =
  (deps: ActionDeps) =>
  ({ workspace, user }: Action<undefined>): ActionReply => {
    const content = deps.content();
    return {
      open: waitingView(content),
      fill: async () => {
        if (!(await deps.roles.administrator(workspace, user)))
          return noteView(content, [await refusal(deps, workspace)]);
        const slack = await deps.slacks(workspace);
        const [settings, groups] = await Promise.all([settingsOf(deps, workspace), slack.groups()]);
        const hasDefault = deps.reportChannel !== undefined;
        return settingsForm(content, settings, { groups, hasDefault });
      },
    };
  };

export const saveSettings =
  (deps: ActionDeps) =>
  async (submission: ViewSubmission<AdminSettings>): Promise<ViewReply> => {
    const { workspace, user, about: opened } = submission;
    const content = deps.content();
    // After a longer look-up nothing is changed, as the answer would come too late.
    const found = await withTimeout(checkSettings(deps, submission), lookUpTimeout);
    if ('reply' in found) return found.reply;
    const { person, read } = found;
    const move = await deps.noteMove(workspace);
    const { before, after } = await changeSettings(deps, workspace, { opened, read, move });
    const notes = actsOf(before, after).map((act) =>
      deps.audit.note(workspace, { ...act, who: user }),
    );
    deps
      .moveReports(workspace)
      .catch((error: unknown) =>
        deps.log.warn({ err: error }, 'could not move the open reports; it is tried again'),
      );
    // So that they are among those shown; the settings are saved whether or not they are.
    await withTimeout(Promise.all(notes), noteTimeout).catch(() => undefined);
    const saved = content.words('admin.saved');
    const shown = await withTimeout(shownTo(deps, workspace, person), showTimeout).catch(
      (error: unknown) => void deps.log.warn({ err: error }, 'could not show the settings'),
    );
    return { answer: shown ? adminMessage(content, shown, saved) : message([paragraph(saved)]) };
  };

/** What an administrator chose, or the reply to a form that can't be saved. */
async function checkSettings(
  deps: ActionDeps,
  { workspace, user, about: opened, values }: ViewSubmission<AdminSettings>,
): Promise<
  { readonly reply: ViewReply } | { readonly person: Person; readonly read: AdminSettings }
> {
  const person = await deps.roles.administrator(workspace, user);
  if (!person)
    return { reply: { show: noteView(deps.content(), [await refusal(deps, workspace)]) } };
  const { planners, moderators, ...guests } = readSettingsForm(values);
  const isSame = {
    planners: planners === opened.planners,
    moderators: moderators === opened.moderators,
  };
  const errors = {
    ...(isSame.planners ? {} : await plannersError(deps, workspace, planners)),
    ...(isSame.moderators ? {} : await moderatorsError(deps, { workspace, user }, moderators)),
  };
  if (planners === undefined || Object.keys(errors).length > 0) return { reply: { errors } };
  return {
    person,
    read: { planners, ...guests, ...(moderators === undefined ? {} : { moderators }) },
  };
}

/** A value of a form may be any text: a group counts if the workspace has it. */
async function plannersError(
  { content, slacks }: ActionDeps,
  workspace: string,
  planners: string | undefined,
): Promise<Record<string, string>> {
  const { words } = content();
  if (planners === undefined) return { group: words('admin.wrong.no-group') };
  if (planners === 'everyone' || planners === 'admins') return {};
  const slack = await slacks(workspace);
  const isThere = (await slack.groups()).some(({ id }) => id === planners);
  return isThere ? {} : { group: words('admin.wrong.group-gone') };
}

/**
 * Reports quote people, so the moderators' channel is a private one of this company, which the
 * administrator is in.
 */
async function moderatorsError(
  deps: ActionDeps,
  { workspace, user }: Who,
  channel: string | undefined,
): Promise<Record<string, string>> {
  if (channel === undefined) return {};
  const { words } = deps.content();
  const wrong = (what: Exclude<Obstacle, 'public'> | 'open' | 'outside' | 'shared') => ({
    moderators: words(`admin.wrong.moderators.${what}`),
  });
  if (!isChannel(channel)) return wrong('direct');
  const target = await postTarget(deps, { workspace, id: channel });
  const { obstacle } = 'obstacle' in target ? target : { obstacle: undefined };
  if (obstacle === 'public' || ('isPublic' in target && target.isPublic)) return wrong('open');
  if (obstacle) return wrong(obstacle);
  if ('isShared' in target && target.isShared) return wrong('shared');
  const slack = await deps.slacks(workspace);
  return (await slack.isMember(channel, user)) ? {} : wrong('outside');
}

function actsOf(before: AdminSettings, next: AdminSettings): Omit<Act, 'who'>[] {
  const [on, off] = ['on', 'off'];
  return [
    ...(before.planners === next.planners
      ? []
      : [{ what: 'admin.planners' as const, to: next.planners }]),
    ...(before.moderators === next.moderators
      ? []
      : [{ what: 'admin.moderators' as const, to: next.moderators ?? 'default' }]),
    ...(before.guestsGive === next.guestsGive
      ? []
      : [{ what: 'admin.guests-give' as const, to: next.guestsGive ? on : off }]),
    ...(before.guestsReceive === next.guestsReceive
      ? []
      : [{ what: 'admin.guests-receive' as const, to: next.guestsReceive ? on : off }]),
  ];
}

/** Sends the shout-outs that everybody may read; a long export comes after the answer. */
export const exportShoutouts =
  (deps: ActionDeps) =>
  async ({ workspace, user }: Action<undefined>): Promise<ActionReply> => {
    if (!(await deps.roles.administrator(workspace, user)))
      return { tell: message([await refusal(deps, workspace)]) };
    const { words } = deps.content();
    const work = deps.sendShoutouts(workspace, user).then((result) => {
      if (!result.isTooLarge && result.count > 0)
        void deps.audit.note(workspace, { what: 'shoutouts.exported', who: user });
      return result;
    });
    const done = await withTimeout(work, exportTimeout).catch((error: unknown) => {
      if (error instanceof TimeoutError) return undefined;
      throw error;
    });
    if (done) return { tell: exported(deps, done) };
    work
      .then(tellLate)
      .catch((error: unknown) => deps.log.error({ err: error }, 'could not send an export'));
    return { tell: message([paragraph(words('admin.exporting'))]) };

    /** A file speaks for itself; that there is none is said where it would have come. */
    async function tellLate(result: Exported): Promise<void> {
      if (!result.isTooLarge && result.count > 0) return;
      const slack = await deps.slacks(workspace);
      await slack.post({ channel: user }, exported(deps, result));
    }
  };

function exported(
  { content }: Pick<ActionDeps, 'content'>,
  { count, leftOut, isTooLarge }: Exported,
): Message {
  const { words } = content();
  const text = isTooLarge
    ? words('admin.export-too-large')
    : words('admin.exported', { count, left: leftOut });
  return message([paragraph(text)]);
}
