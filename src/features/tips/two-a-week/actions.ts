import { isChannel } from '../../../ports/slack.ts';
import type { Action, ActionReply, PressHandler } from '../../../slack/router/feature.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import { message } from '../../../slack/ui/message.ts';
import { changeFor } from '../change-plan.ts';
import type { TipDeps } from '../deps.ts';
import { tipAppointment } from '../planner.ts';
import { statusAfter } from '../replies.ts';
import { forgetTips, twoOf } from './count.ts';

/** Any press in a direct message, or on the Home tab, tells that tips are read. */
export const notePress =
  (deps: TipDeps): PressHandler =>
  async ({ workspace, user, channel }) => {
    if (isChannel(channel)) return;
    const isOfferGone = await forgetTips(deps, workspace, user);
    if (isOfferGone) await deps.outbox.arrange(tipAppointment(workspace, user));
  };

/** Changes a person's own tips to two days of those on which they come. */
export const chooseTwoAWeek =
  (deps: TipDeps) =>
  async ({ workspace, user }: Action<unknown>): Promise<ActionReply> => {
    const target = { workspace, id: user };
    const changed = await changeFor(deps, { target, user }, (plan) => {
      if (!plan || plan.rule.days.length <= 2) return plan;
      const { days } = plan.rule;
      return { ...plan, rule: { ...plan.rule, days: twoOf(days) }, workdays: days };
    });
    return {
      tell: await statusAfter(deps, target, changed, deps.content().words('tips.done.saved')),
    };
  };

export const keepDays = (deps: TipDeps) => (): ActionReply => ({
  tell: message([paragraph(deps.content().words('tips.offer.kept'))]),
});
