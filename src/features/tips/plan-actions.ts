import type { ModalView } from '@slack/types';
import { canonicalZone } from '../../calendar/parse/zones.ts';
import type { PlainKey } from '../../i18n/keys.ts';
import { type Slack, SlackFailure } from '../../ports/slack.ts';
import { postTarget } from '../../slack/api/post-target.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { holidaysFor, type TipDeps } from './deps.ts';
import { lastPostedDate } from './draw-tip.ts';
import { loadingView, planForm } from './form/form.ts';
import { readPlanForm } from './form/read-form.ts';
import { planKey } from './keys.ts';
import { isPersonal, newPlan, type Plan } from './plan.ts';
import { changePlan, paused, resumed, type Target, turnedOff } from './plan-transitions.ts';
import { preview, skip, statusAfter } from './replies.ts';
import { routes, type SkipValue } from './routes.ts';

type Person = { readonly workspace: string; readonly user: string };

/**
 * The plan of a button or form, which may be old or not theirs: a personal plan is always that of
 * the person who acts, and that of a channel only for people who are in it. Others get `undefined`.
 */
export async function allowedTarget(
  { slacks }: Pick<TipDeps, 'slacks'>,
  { workspace, user }: Person,
  id: string,
): Promise<Target | undefined> {
  if (isPersonal({ id })) return { workspace, id: user };
  const slack = await slacks(workspace);
  return (await isMember(slack, id, user)) ? { workspace, id } : undefined;
}

/** False too if Slack hides the channel from the app. */
async function isMember(slack: Slack, channel: string, user: string): Promise<boolean> {
  try {
    return await slack.isMember(channel, user);
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome === 'refused') return false;
    throw error;
  }
}

export const outsiderMessage = ({ content }: Pick<TipDeps, 'content'>): Message =>
  message([paragraph(content().words('tips.not-a-member'))]);

export const showPreview =
  (deps: TipDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const target = await allowedTarget(deps, action, action.value);
    return { tell: target ? await preview(deps, target) : outsiderMessage(deps) };
  };

export const skipNext =
  (deps: TipDeps) =>
  async (action: Action<SkipValue>): Promise<ActionReply> => {
    const { plan, date } = action.value;
    const target = await allowedTarget(deps, action, plan);
    return { show: target ? await skip(deps, target, date) : outsiderMessage(deps) };
  };

type DoneKey = 'tips.done.paused' | 'tips.done.resumed' | 'tips.done.off';

const change =
  (decide: (plan: Plan) => Plan, done: DoneKey) =>
  (deps: TipDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const target = await allowedTarget(deps, action, action.value);
    if (!target) return { show: outsiderMessage(deps) };
    const changed = await changePlan(deps, target, (plan) => plan && decide(plan));
    return { show: statusAfter(deps, target, changed, deps.content().words(done)) };
  };

export const pause = change((plan) => paused(plan, 'open'), 'tips.done.paused');
export const resume = change(resumed, 'tips.done.resumed');
export const turnOff = change(turnedOff, 'tips.done.off');

/** Opens an empty view at once, and replaces it with the plan's form once that is looked up. */
export const openForm =
  (deps: TipDeps) =>
  (action: Action): ActionReply => {
    const { workspace, user, value: id } = action;
    const { words } = deps.content();
    return {
      open: loadingView(words),
      fill: async () => {
        const place = await placeOf(deps, { workspace, id });
        if ('obstacle' in place) return noteView(deps, `tips.invite.${place.obstacle}`);
        const target = await allowedTarget(deps, { workspace, user }, id);
        if (!target) return noteView(deps, 'tips.not-a-member');
        const known = await deps.store.get(planKey(target.workspace, target.id));
        const plan = known ?? (await firstPlan(deps, action, target.id, place.name));
        return planForm(deps.content(), await formContext(deps, target, plan));
      },
    };
  };

function noteView({ content }: TipDeps, key: PlainKey): ModalView {
  const { words } = content();
  return infoView(words('tips.form.title'), words('form.close'), [paragraph(words(key))]);
}

async function formContext(deps: TipDeps, { workspace }: Target, plan: Plan) {
  return {
    plan,
    now: deps.clock.now(),
    isHoliday: await holidaysFor(plan),
    lastPosted: await lastPostedDate(deps, workspace, plan),
  };
}

/** Updates the next dates that the form shows to its changed fields. */
export const updateForm =
  (deps: TipDeps) =>
  async ({ workspace, user, form }: Action<unknown>): Promise<ActionReply> => {
    const id = routes.save.about(form);
    if (!form || id === undefined) return {};
    const target = await allowedTarget(deps, { workspace, user }, id);
    if (!target) return { change: noteView(deps, 'tips.not-a-member') };
    const before = await planOrFirst(deps, target, user);
    const read = readPlanForm(deps.content().words, form.values, { before, now: deps.clock.now() });
    if ('errors' in read) return {};
    return { change: planForm(deps.content(), await formContext(deps, target, read.plan)) };
  };

export const saveForm =
  (deps: TipDeps) =>
  async ({ workspace, user, about, values }: ViewSubmission): Promise<ViewReply> => {
    const { words } = deps.content();
    const target = await allowedTarget(deps, { workspace, user }, about);
    if (!target) return { show: noteView(deps, 'tips.not-a-member') };
    const first = await planOrFirst(deps, target, user);
    const now = deps.clock.now();
    const read = readPlanForm(words, values, { before: first, now });
    if ('errors' in read) return { errors: read.errors };
    const changed = await changePlan(deps, target, (before) => {
      // Apply the form to the current plan: it may have been paused while the form was open.
      const current = readPlanForm(words, values, { before: before ?? first, now });
      return 'errors' in current ? before : { ...current.plan, owner: user };
    });
    const [, ...blocks] = statusAfter(deps, target, changed, words('tips.done.saved')).blocks;
    return {
      show: infoView(
        words('tips.form.title'),
        words('form.close'),
        blocks.filter(({ type }) => type !== 'actions').map((block) => ({ block, says: '' })),
      ),
    };
  };

async function planOrFirst(deps: TipDeps, target: Target, user: string): Promise<Plan> {
  const { workspace, id } = target;
  const known = await deps.store.get(planKey(workspace, id));
  if (known) return known;
  const place = await placeOf(deps, target);
  return firstPlan(deps, { workspace, user }, id, 'name' in place ? place.name : '');
}

/** A new plan in the person's own time zone. */
async function firstPlan(deps: TipDeps, person: Person, id: string, name: string): Promise<Plan> {
  return newPlan({ id, name, owner: person.user, zone: await zoneOf(deps, person) });
}

/** A person has no name here, and no obstacle. */
export async function placeOf(deps: TipDeps, target: Target) {
  return isPersonal(target) ? { name: '' } : postTarget(deps, target);
}

export async function zoneOf(
  { slacks }: Pick<TipDeps, 'slacks'>,
  { workspace, user }: Person,
): Promise<string> {
  const slack = await slacks(workspace);
  const { timeZone } = await slack.person(user);
  // Slack may know a time zone that this version of Node doesn't.
  return canonicalZone(timeZone) ?? 'UTC';
}
