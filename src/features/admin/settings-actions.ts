import type { Act } from '../../ports/audit.ts';
import { isChannel, type Person, SlackFailure } from '../../ports/slack.ts';
import { type Obstacle, postTarget } from '../../slack/api/post-target.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { withTimeout } from '../../slack/router/with-timeout.ts';
import { paragraph, prose } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import { type ActionDeps, refusal, shownTo, type Who } from './actions.ts';
import { noteView, readSettingsForm, settingsForm, waitingView } from './form.ts';
import { adminMessage } from './message.ts';
import { type AdminSettings, changeSettings, plannersGroup, settingsOf } from './settings.ts';

/** Milliseconds to check what an administrator chose. */
const lookUpTimeout = 1400;

/** Milliseconds to note what was changed, and to show it, before the answer goes without. */
const noteTimeout = 300;
const showTimeout = 400;

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
    const channel = after.moderators === before.moderators ? undefined : after.moderators;
    void tellAndMove(deps, { workspace, user }, channel);
    // So that they are among those shown; the settings are saved whether or not they are.
    await withTimeout(Promise.all(notes), noteTimeout).catch(() => undefined);
    const saved = content.words('admin.saved');
    const shown = await withTimeout(shownTo(deps, workspace, person), showTimeout).catch(
      (error: unknown) => void deps.log.warn({ err: error }, 'could not show the settings'),
    );
    const answer = shown ? adminMessage(content, shown, saved) : message([paragraph(saved)]);
    return { answer, below: () => answer };
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
  planners: AdminSettings['planners'] | undefined,
): Promise<Record<string, string>> {
  const { words } = content();
  if (planners === undefined) return { group: words('admin.wrong.no-group') };
  const group = plannersGroup({ planners });
  if (group === undefined) return {};
  const slack = await slacks(workspace);
  const isThere = (await slack.groups()).some(({ id }) => id === group);
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
  if ('obstacle' in target) return wrong(target.obstacle === 'public' ? 'open' : target.obstacle);
  if (target.isPublic) return wrong('open');
  if (target.isShared) return wrong('shared');
  const slack = await deps.slacks(workspace);
  return (await slack.isMember(channel, user)) ? {} : wrong('outside');
}

/** Tells a channel, if there is one, that reports come there; then moves the open ones to it. */
async function tellAndMove(deps: ActionDeps, who: Who, channel: string | undefined) {
  const told = channel === undefined ? Promise.resolve() : tellModerators(deps, who, channel);
  await told.catch((error: unknown) =>
    deps.log.warn({ err: error }, 'could not tell a channel that reports come there'),
  );
  await deps
    .moveReports(who.workspace)
    .catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not move the open reports; it is tried again'),
    );
}

/** Tells the channel that reports come there; where Slack refuses that, the administrator. */
async function tellModerators(
  { slacks, content, inLanguageOf }: ActionDeps,
  { workspace, user }: Who,
  channel: string,
): Promise<void> {
  const slack = await slacks(workspace);
  const told = await inLanguageOf({ workspace, id: channel }, () => {
    const line = content().words('admin.told.moderators', { person: placeholder('person') });
    return message([prose(fillPlaceholders(line, { person: [{ person: user }] }))]);
  });
  try {
    await slack.post({ channel }, told);
  } catch (error) {
    if (!(error instanceof SlackFailure) || error.outcome !== 'refused') throw error;
    const line = content().words('admin.told.refused');
    await slack.post({ channel: user }, message([paragraph(line)]));
  }
}

function actsOf(before: AdminSettings, next: AdminSettings): Omit<Act, 'who'>[] {
  const onOff = (isOn: boolean) => (isOn ? 'on' : 'off');
  const named = ({ planners, moderators = 'default', guestsGive, guestsReceive }: AdminSettings) =>
    [
      { what: 'admin.planners', to: planners },
      { what: 'admin.moderators', to: moderators },
      { what: 'admin.guests-give', to: onOff(guestsGive) },
      { what: 'admin.guests-receive', to: onOff(guestsReceive) },
    ] as const;
  const old = named(before);
  return named(next).filter(({ to }, place) => to !== old[place]?.to);
}
