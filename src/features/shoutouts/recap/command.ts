import { calendarFormat } from '../../../calendar/calendar-format.ts';
import type { Reading } from '../../../i18n/rewriting.ts';
import { inTheirWords, meantBy, understand } from '../../../i18n/understand.ts';
import type { CareHandler, Command } from '../../../slack/router/feature.ts';
import { contextBlock, paragraph } from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import { within } from '../../../slack/ui/limits.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { changeRecap, type RecapRequest, recapObstacle, recapRefusal, zoneOf } from './change.ts';
import { parseRecap, type RecapProblem } from './parse-recap.ts';
import { newRecap, type RecapWords, recapPlanKey, withWords } from './plan.ts';
import { previewRecap } from './preview.ts';
import { recapStatus, statusAfter } from './status.ts';

/** `/care recap …`: shows or changes the weekly recap of a channel. */
export const careRecap =
  (deps: ShoutoutDeps): CareHandler =>
  async (command) => {
    const parse = ({ text }: Reading) => parseRecap(text);
    const understood = understand(command.readings, parse, ({ kind }) => kind !== 'problem');
    const typed = `/care ${command.line}`;
    const { grammars } = deps.content();
    const isUnclear = !understood || ('nearest' in understood.read && !understood.read.nearest[0]);
    const meant = isUnclear ? meantBy(grammars, { scope: 'recap', ...command }, parse) : undefined;
    if (meant !== undefined && !understood) {
      const problem = { about: 'word', part: command.text, nearest: [meant] } as const;
      return problemMessage(deps, { kind: 'problem', ...problem }, typed);
    }
    if (!understood) return undefined;
    const { read: order, reading } = understood;
    if (order.kind === 'problem') {
      const problem = inTheirWords(order, reading, grammars[0]);
      const nearest = meant === undefined ? problem.nearest : [meant];
      return problemMessage(deps, { ...problem, nearest }, typed);
    }
    const { workspace, channel, user } = command;
    const obstacle = await recapObstacle(deps, { workspace, channel }, typed);
    if (obstacle) return obstacle;
    const request = { workspace, channel, user };
    if (order.kind === 'show') return recapStatus(deps, request);
    if (order.kind === 'now') return previewRecap(deps, request);
    const refused = await recapRefusal(deps, request, { typed });
    if (refused) return refused;
    if (await isRepeated(deps, command)) return recapStatus(deps, request);
    return order.kind === 'on'
      ? turnOnRecap(deps, request, order)
      : turnOffRecap(deps, request, typed);
  };

/** Milliseconds. A signature of Slack's is good for five minutes in either direction. */
const replayWindow = 10 * 60_000;

/** Whether this command was delivered before; it must not change anything a second time. */
async function isRepeated(
  { store }: ShoutoutDeps,
  { workspace, dedupeKey }: Command,
): Promise<boolean> {
  return !(await store.claim(`${workspace}/recap-command/${dedupeKey.slice(-200)}`, replayWindow));
}

export async function turnOnRecap(
  deps: ShoutoutDeps,
  request: RecapRequest,
  said: RecapWords,
): Promise<Message> {
  const { workspace, channel, user } = request;
  const known = await deps.store.get(recapPlanKey(workspace, channel));
  const first = known ?? newRecap(user, await zoneOf(deps, request));
  const changed = await changeRecap(deps, request, (before = first) =>
    withWords({ ...before, isOn: true, owner: user }, said),
  );
  return statusAfter(deps, changed, 'recap.done.on');
}

export async function turnOffRecap(
  deps: ShoutoutDeps,
  request: RecapRequest,
  typed?: string,
): Promise<Message> {
  const changed = await changeRecap(deps, request, (plan) => plan && { ...plan, isOn: false });
  return statusAfter(deps, changed, 'recap.done.off', typed);
}

/** Characters of the typed text that a sentence repeats. */
const longestEcho = 80;

function problemMessage(
  { content }: ShoutoutDeps,
  { about, part, nearest }: RecapProblem,
  typed: string,
): Message {
  const { words, language } = content();
  const text = within(longestEcho, part);
  const isOwn = about === 'several' || about === 'days' || about === 'long';
  return message([
    paragraph(
      isOwn ? words(`recap.wrong.${about}`, { text }) : words(`tips.wrong.${about}`, { text }),
    ),
    ...(nearest.length > 0
      ? [
          paragraph(
            words('tips.wrong.nearest', { choices: calendarFormat(language).either(nearest) }),
          ),
        ]
      : []),
    contextBlock(words('recap.usage')),
    ...typedTextBlock(words, typed),
  ]);
}
