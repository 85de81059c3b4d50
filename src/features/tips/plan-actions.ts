import { canonicalZone } from '../../calendar/parse/zones.ts';
import { postTarget } from '../../slack/api/post-target.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
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

/** The plan of a button or form; a personal plan is always that of the person who acts. */
function targetOf({ workspace, user }: Person, id: string): Target {
  return { workspace, id: isPersonal({ id }) ? user : id };
}

export const showPreview =
  (deps: TipDeps) =>
  async (action: Action): Promise<ActionReply> => ({
    tell: await preview(deps, targetOf(action, action.value)),
  });

export const skipNext =
  (deps: TipDeps) =>
  async (action: Action<SkipValue>): Promise<ActionReply> => {
    const { plan, date } = action.value;
    return { show: await skip(deps, targetOf(action, plan), date) };
  };

type DoneKey = 'tips.done.paused' | 'tips.done.resumed' | 'tips.done.off';

const change =
  (decide: (plan: Plan) => Plan, done: DoneKey) =>
  (deps: TipDeps) =>
  async (action: Action): Promise<ActionReply> => {
    const target = targetOf(action, action.value);
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
    const target = targetOf(action, action.value);
    const { words } = deps.content();
    return {
      open: loadingView(words),
      fill: async () => {
        const place = await placeOf(deps, target);
        if ('obstacle' in place) {
          return infoView(words('tips.form.title'), words('form.close'), [
            paragraph(words(`tips.invite.${place.obstacle}`)),
          ]);
        }
        const known = await deps.store.get(planKey(target.workspace, target.id));
        const plan = known ?? (await firstPlan(deps, action, target.id, place.name));
        return planForm(deps.content(), await formContext(deps, target, plan));
      },
    };
  };

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
    const target = targetOf({ workspace, user }, id);
    const before = await planOrFirst(deps, target, user);
    const read = readPlanForm(deps.content().words, form.values, { before, now: deps.clock.now() });
    if ('errors' in read) return {};
    return { change: planForm(deps.content(), await formContext(deps, target, read.plan)) };
  };

export const saveForm =
  (deps: TipDeps) =>
  async ({ workspace, user, about, values }: ViewSubmission): Promise<ViewReply> => {
    const { words } = deps.content();
    const target = targetOf({ workspace, user }, about);
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
