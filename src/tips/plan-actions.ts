import type { Press, Reaction, Submission, Submitted } from '../slack/feature.ts';
import { notice } from '../slack/views.ts';
import { placeFor } from '../slack/where.ts';
import { preview, skip, statusAfter } from './answers.ts';
import { changePlan, paused, resumed, type Target, turnedOff } from './changes.ts';
import { planKey } from './keys.ts';
import { text } from './message.ts';
import { holidaysFor, type Tips } from './parts.ts';
import { isPersonal, newPlan, type Plan } from './plan.ts';
import { planForm, readPlanForm, waitingView } from './view.ts';

/** Buttons below a plan carry its id; a person's own plan answers only that person. */
const targetOf = ({ workspace, user, value }: Press): Target => ({
  workspace,
  id: isPersonal({ id: value }) ? user : value,
});

export const showPreview =
  (tips: Tips) =>
  async (press: Press): Promise<Reaction> => ({ tell: await preview(tips, targetOf(press)) });

export const skipNext =
  (tips: Tips) =>
  async (press: Press): Promise<Reaction> => ({ show: await skip(tips, targetOf(press)) });

type DoneKey = 'tips.done.paused' | 'tips.done.resumed' | 'tips.done.off';

const change =
  (decide: (plan: Plan) => Plan, done: DoneKey) =>
  (tips: Tips) =>
  async (press: Press): Promise<Reaction> => {
    const target = targetOf(press);
    const changed = await changePlan(tips, target, (plan) => plan && decide(plan));
    return { show: await statusAfter(tips, target, changed, tips.content().words(done)) };
  };

export const pause = change((plan) => paused(plan, 'open'), 'tips.done.paused');
export const resume = change(resumed, 'tips.done.resumed');
export const turnOff = change(turnedOff, 'tips.done.off');

/** Opens the plan on a form: at once an empty one, and the plan when it has been looked up. */
export const openForm =
  (tips: Tips) =>
  (press: Press): Reaction => {
    const target = targetOf(press);
    const { words } = tips.content();
    return {
      open: waitingView(words),
      fill: async () => {
        const place = isPersonal(target) ? { name: '' } : await placeFor(tips, target);
        if ('obstacle' in place) {
          const what = text(words(`tips.invite.${place.obstacle}`));
          return notice(words('tips.form.title'), words('form.close'), [what]);
        }
        const plan = (await tips.store.get(planKey(target.workspace, target.id))) ?? {
          ...newPlan({
            id: target.id,
            name: place.name,
            owner: press.user,
            zone: await zoneOf(tips, press),
          }),
        };
        return planForm(tips.content(), await shown(tips, plan));
      },
    };
  };

async function shown({ clock }: Tips, plan: Plan) {
  return { plan, now: clock.now(), isHoliday: await holidaysFor(plan) };
}

/** Shows the next dates as they are with what has just been changed in the form. */
export const formChanged =
  (tips: Tips) =>
  async ({ workspace, user, form }: Press): Promise<Reaction> => {
    if (!form) return {};
    const before = await planFor(tips, { workspace, id: form.about }, user);
    const read = readPlanForm(tips.content().words, form.values, before);
    if ('errors' in read) return {};
    return { change: planForm(tips.content(), await shown(tips, read.plan)) };
  };

export const saveForm =
  (tips: Tips) =>
  async ({ workspace, user, about, values }: Submission): Promise<Submitted> => {
    const content = tips.content();
    const { words } = content;
    const target = { workspace, id: isPersonal({ id: about }) ? user : about };
    const first = await planFor(tips, target, user);
    const read = readPlanForm(words, values, first);
    if ('errors' in read) return { errors: read.errors };
    const changed = await changePlan(tips, target, (before) => {
      // Read again upon what is there now: somebody may have paused the plan while the form was open.
      const again = readPlanForm(words, values, before ?? first);
      return 'errors' in again ? before : { ...again.plan, owner: user };
    });
    const said = await statusAfter(tips, target, changed, words('tips.done.saved'));
    const [, ...rest] = said.blocks;
    const body = rest.filter((block) => block.type !== 'actions');
    return {
      show: notice(
        words('tips.form.title'),
        words('form.close'),
        body.map((block) => ({ block, says: '' })),
      ),
    };
  };

/** The plan, or one that begins with the person's own time zone. */
export async function planFor(tips: Tips, target: Target, user: string): Promise<Plan> {
  const known = await tips.store.get(planKey(target.workspace, target.id));
  if (known) return known;
  const place = isPersonal(target) ? { name: '' } : await placeFor(tips, target);
  const name = 'name' in place ? place.name : '';
  const zone = await zoneOf(tips, { workspace: target.workspace, user });
  return newPlan({ id: target.id, name, owner: user, zone });
}

export async function zoneOf(
  { slacks }: Pick<Tips, 'slacks'>,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<string> {
  const slack = await slacks(workspace);
  return (await slack.person(user)).timeZone;
}
