import { isChannel } from '../../ports/slack.ts';
import { put } from '../../ports/store.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { TipDeps } from './deps.ts';
import { type NotUseful, notUsefulKey } from './keys.ts';
import { stopOrAsk } from './plan-actions.ts';
import { randomTip } from './replies.ts';
import type { AnotherTip, MoreValue } from './routes.ts';
import { skillOf } from './tip.ts';

/** Whether a tip is of a skill that there is; the tip itself may have been reworded since. */
const isSkill = ({ content }: TipDeps, tip: string): boolean =>
  content().library.find(skillOf(tip))?.kind === 'skill';

const says = (text: string): Message => message([paragraph(text)]);

/** Replaces a tip that the person asked for. */
export const showAnotherTip =
  (deps: TipDeps) =>
  ({ value: { last, skills } }: Action<AnotherTip>): ActionReply => ({
    show: randomTip(deps, skills, last) ?? says(deps.content().words('tips.no-tips')),
  });

const maxPeople = 1000;

/** A choice in the overflow menu of a tip. */
export const chooseMore =
  (deps: TipDeps) =>
  async ({ workspace, user, channel, value }: Action<MoreValue>): Promise<ActionReply> => {
    const { words } = deps.content();
    if (value.choice === 'pause') {
      const id = isChannel(channel) ? channel : user;
      return { tell: await stopOrAsk(deps, { workspace, user }, id, 'pause') };
    }
    const { tip } = value;
    if (!isSkill(deps, tip)) return { tell: says(words('failure.old-button')) };
    const key = notUsefulKey(workspace, tip);
    await deps.store.update([key], (before: NotUseful = { tip, people: [] }) => {
      const isNew = !before.people.includes(user) && before.people.length < maxPeople;
      const after = { ...before, people: [...before.people, user] };
      return { writes: isNew ? [put(key, after)] : [], result: undefined };
    });
    return { tell: says(words('tips.useless-thanks')) };
  };
