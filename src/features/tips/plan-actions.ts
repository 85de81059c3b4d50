import type { ModalView } from '@slack/types';
import type { Translate } from '../../i18n/catalogue.ts';
import type { PlainKey } from '../../i18n/keys.ts';
import { isChannel, type Slack, SlackFailure } from '../../ports/slack.ts';
import { postTarget } from '../../slack/api/post-target.ts';
import type { Action, ActionReply, ViewReply, ViewSubmission } from '../../slack/router/feature.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import { infoView } from '../../slack/ui/views.ts';
import { changeFor, type Request, refusal } from './change-plan.ts';
import { holidayFacts, type TipDeps } from './deps.ts';
import { lastPostedDate } from './draw-tip.ts';
import { loadingView, planForm } from './form/form.ts';
import { readPlanForm } from './form/read-form.ts';
import { planKey } from './keys.ts';
import { stopQuestion } from './message.ts';
import { zoneOf } from './personal/own-zone.ts';
import { isPersonal, newPlan, type Plan } from './plan.ts';
import { paused, resumed, type Target, turnedOff } from './plan-transitions.ts';
import { preview, skip, status, statusAfter, unskip } from './replies.ts';
import { routes, type SkipValue, type Stop, type SureValue, type UnskipValue } from './routes.ts';

type Person = { readonly workspace: string; readonly user: string };

/**
 * The plan of a button or form, which may be old or not theirs: a personal plan is always that of
 * the person who acts, and that of a channel only for people who are in it. Others get `undefined`.
 */
async function allowedTarget(
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

function outsiderMessage({ content }: Pick<TipDeps, 'content'>, typed?: string): Message {
  const { words } = content();
  return message([paragraph(words('tips.not-a-member')), ...typedTextBlock(words, typed)]);
}

/** The answer to a person who may change this plan, or why they may not, with what was `typed`. */
export async function ifAllowed(
  deps: TipDeps,
  person: Person,
  id: string,
  answer: (request: Request) => Promise<Message>,
  typed?: string,
): Promise<Message> {
  const target = await allowedTarget(deps, person, id);
  if (!target) return outsiderMessage(deps, typed);
  const request = { target, user: person.user };
  return (await refusal(deps, request, typed)) ?? answer(request);
}

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
    return { show: await ifAllowed(deps, action, plan, (request) => skip(deps, request, date)) };
  };

export const unskipTip =
  (deps: TipDeps) =>
  async (action: Action<UnskipValue>): Promise<ActionReply> => {
    const { plan, date } = action.value;
    return { show: await ifAllowed(deps, action, plan, (request) => unskip(deps, request, date)) };
  };

type DoneKey = 'tips.done.paused' | 'tips.done.resumed' | 'tips.done.off';

async function change(
  deps: TipDeps,
  request: Request,
  decide: (plan: Plan) => Plan,
  done: DoneKey,
): Promise<Message> {
  const changed = await changeFor(deps, request, (plan) => plan && decide(plan));
  return statusAfter(deps, request.target, changed, deps.content().words(done));
}

const stop = (deps: TipDeps, request: Request, what: Stop): Promise<Message> =>
  what === 'pause'
    ? change(deps, request, (plan) => paused(plan, 'open'), 'tips.done.paused')
    : change(deps, request, turnedOff, 'tips.done.off');

/** Stops a person's own tips. A channel's stop for everyone, so the answer asks first. */
export const stopOrAsk = (deps: TipDeps, person: Person, id: string, what: Stop) =>
  ifAllowed(deps, person, id, async (request) =>
    isPersonal(request.target)
      ? stop(deps, request, what)
      : stopQuestion(deps.content().words, request.target.id, what),
  );

const stopAction =
  (what: Stop) =>
  (deps: TipDeps) =>
  async (action: Action): Promise<ActionReply> => ({
    show: await stopOrAsk(deps, action, action.value, what),
  });

export const pause = stopAction('pause');
export const turnOff = stopAction('off');

/** The answer to the question. */
export const stopForAll =
  (deps: TipDeps) =>
  async (action: Action<SureValue>): Promise<ActionReply> => {
    const { what, plan } = action.value;
    return { show: await ifAllowed(deps, action, plan, (request) => stop(deps, request, what)) };
  };

/** The tips of the channel of the message, as `/care tips` shows them. */
export const showHere =
  (deps: TipDeps) =>
  async ({ workspace, user, channel }: Action<undefined>): Promise<ActionReply> => {
    const id = isChannel(channel) ? channel : user;
    const target = await allowedTarget(deps, { workspace, user }, id);
    return { show: target ? await status(deps, { target, user }) : outsiderMessage(deps) };
  };

export const showStatus =
  (deps: TipDeps) =>
  async ({ workspace, user, value }: Action): Promise<ActionReply> => {
    const target = await allowedTarget(deps, { workspace, user }, value);
    return { show: target ? await status(deps, { target, user }) : outsiderMessage(deps) };
  };

export const resume =
  (deps: TipDeps) =>
  async (action: Action): Promise<ActionReply> => ({
    show: await ifAllowed(deps, action, action.value, (request) =>
      change(deps, request, resumed, 'tips.done.resumed'),
    ),
  });

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
        const refused = await refusal(deps, { target, user });
        if (refused) return resultForm(words, refused);
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
    ...(await holidayFacts(plan, deps.content())),
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
    const read = readPlanForm(deps.content(), form.values, { before, now: deps.clock.now() });
    if ('errors' in read) return {};
    return { change: planForm(deps.content(), await formContext(deps, target, read.plan)) };
  };

export const saveForm =
  (deps: TipDeps) =>
  async ({ workspace, user, about, values }: ViewSubmission): Promise<ViewReply> => {
    const { words } = deps.content();
    const target = await allowedTarget(deps, { workspace, user }, about);
    if (!target) return { show: noteView(deps, 'tips.not-a-member') };
    const refused = await refusal(deps, { target, user });
    if (refused) return { show: resultForm(words, refused) };
    const first = await planOrFirst(deps, target, user);
    const now = deps.clock.now();
    const read = readPlanForm(deps.content(), values, { before: first, now });
    if ('errors' in read) return { errors: read.errors };
    const changed = await changeFor(deps, { target, user }, (before) => {
      // Apply the form to the current plan: it may have been paused while the form was open.
      const current = readPlanForm(deps.content(), values, { before: before ?? first, now });
      return 'errors' in current ? before : { ...current.plan, owner: user };
    });
    const saved = await statusAfter(deps, target, changed, words('tips.done.saved'));
    return { show: resultForm(words, saved), below: () => saved };
  };

/** A message in place of the form, without its title and its buttons. */
function resultForm(words: Translate, { blocks }: Message): ModalView {
  const shown = blocks.filter(({ type }) => type !== 'actions' && type !== 'header');
  return infoView(
    words('tips.form.title'),
    words('form.close'),
    shown.map((block) => ({ block, says: '' })),
  );
}

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
