import { canonicalZone } from '../../calendar/parse/zones.ts';
import { postTarget } from '../../slack/api/post-target.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { infoView } from '../../slack/ui/views.ts';
import { holidaysFor, type TipDeps } from './deps.ts';
import { lastShown } from './draw-tip.ts';
import { planForm, waitingView } from './form/form.ts';
import { readPlanForm } from './form/read-form.ts';
import { planKey } from './keys.ts';
import { text } from './message.ts';
import { isPersonal, newPlan, type Plan } from './plan.ts';
import { changePlan, paused, resumed, type Target, turnedOff } from './plan-changes.ts';
import { preview, skip, statusAfter } from './replies.ts';
import { routes, type SkipValue } from './routes.ts';

/** Forms and the buttons below a plan carry its id; a person's own plan answers only that person. */
function targetOf(
  { workspace, user }: { readonly workspace: string; readonly user: string },
  id: string,
): Target {
  return { workspace, id: isPersonal({ id }) ? user : id };
}

export const showPreview =
  (tips: TipDeps) =>
  async (press: Action): Promise<ActionReply> => ({
    tell: await preview(tips, targetOf(press, press.value)),
  });

export const skipNext =
  (tips: TipDeps) =>
  async (action: Action<SkipValue>): Promise<ActionReply> => {
    const { plan, date } = action.value;
    return { show: await skip(tips, targetOf(action, plan), date) };
  };

type DoneKey = 'tips.done.paused' | 'tips.done.resumed' | 'tips.done.off';

const change =
  (decide: (plan: Plan) => Plan, done: DoneKey) =>
  (tips: TipDeps) =>
  async (press: Action): Promise<ActionReply> => {
    const target = targetOf(press, press.value);
    const changed = await changePlan(tips, target, (plan) => plan && decide(plan));
    return { show: statusAfter(tips, target, changed, tips.content().words(done)) };
  };

export const pause = change((plan) => paused(plan, 'open'), 'tips.done.paused');
export const resume = change(resumed, 'tips.done.resumed');
export const turnOff = change(turnedOff, 'tips.done.off');

/** Opens the plan on a form: at once an empty one, and the plan when it has been looked up. */
export const openForm =
  (tips: TipDeps) =>
  (press: Action): ActionReply => {
    const target = targetOf(press, press.value);
    const { words } = tips.content();
    return {
      open: waitingView(words),
      fill: async () => {
        const place = isPersonal(target) ? { name: '' } : await postTarget(tips, target);
        if ('obstacle' in place) {
          const what = text(words(`tips.invite.${place.obstacle}`));
          return infoView(words('tips.form.title'), words('form.close'), [what]);
        }
        const plan =
          (await tips.store.get(planKey(target.workspace, target.id))) ??
          newPlan({
            id: target.id,
            name: place.name,
            owner: press.user,
            zone: await zoneOf(tips, press),
          });
        return planForm(tips.content(), await shown(tips, target, plan));
      },
    };
  };

async function shown(tips: TipDeps, { workspace }: Target, plan: Plan) {
  return {
    plan,
    now: tips.clock.now(),
    isHoliday: await holidaysFor(plan),
    gone: await lastShown(tips, workspace, plan),
  };
}

/** Shows the next dates as they are with what has just been changed in the form. */
export const formChanged =
  (tips: TipDeps) =>
  async ({ workspace, user, form }: Action<unknown>): Promise<ActionReply> => {
    const id = routes.save.about(form);
    if (!form || id === undefined) return {};
    const target = targetOf({ workspace, user }, id);
    const before = await planFor(tips, target, user);
    const read = readPlanForm(tips.content().words, form.values, before);
    if ('errors' in read) return {};
    return { change: planForm(tips.content(), await shown(tips, target, read.plan)) };
  };

export const saveForm =
  (tips: TipDeps) =>
  async ({ workspace, user, about, values }: ViewSubmission): Promise<ViewReply> => {
    const content = tips.content();
    const { words } = content;
    const target = targetOf({ workspace, user }, about);
    const first = await planFor(tips, target, user);
    const read = readPlanForm(words, values, first);
    if ('errors' in read) return { errors: read.errors };
    const changed = await changePlan(tips, target, (before) => {
      // Read again upon what is there now: somebody may have paused the plan while the form was open.
      const again = readPlanForm(words, values, before ?? first);
      return 'errors' in again ? before : { ...again.plan, owner: user };
    });
    const said = statusAfter(tips, target, changed, words('tips.done.saved'));
    const [, ...rest] = said.blocks;
    const body = rest.filter((block) => block.type !== 'actions');
    return {
      show: infoView(
        words('tips.form.title'),
        words('form.close'),
        body.map((block) => ({ block, says: '' })),
      ),
    };
  };

/** The plan, or one that begins with the person's own time zone. */
async function planFor(tips: TipDeps, target: Target, user: string): Promise<Plan> {
  const known = await tips.store.get(planKey(target.workspace, target.id));
  if (known) return known;
  const place = isPersonal(target) ? { name: '' } : await postTarget(tips, target);
  const name = 'name' in place ? place.name : '';
  const zone = await zoneOf(tips, { workspace: target.workspace, user });
  return newPlan({ id: target.id, name, owner: user, zone });
}

export async function zoneOf(
  { slacks }: Pick<TipDeps, 'slacks'>,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<string> {
  const slack = await slacks(workspace);
  const { timeZone } = await slack.person(user);
  // Slack may hear of a new zone before this Node does.
  return canonicalZone(timeZone) ?? 'UTC';
}
