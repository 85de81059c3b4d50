import type { Arranged } from '../../../ports/outbox.ts';
import { endReason } from '../../../slack/api/post-target.ts';
import { knownReason } from '../../../slack/router/with-timeout.ts';
import {
  type ButtonSpec,
  buttons,
  contextBlock,
  heading,
  paragraph,
  prose,
} from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import { type Message, message } from '../../../slack/ui/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { routes } from '../routes.ts';
import {
  type ChangedRecap,
  nextLine,
  type RecapRequest,
  recapRefusalReason,
  ruleLine,
} from './change.ts';
import { type RecapPlan, recapAppointment, recapPlanKey } from './plan.ts';

/** When a channel gets its recap, with what can be done. */
export async function recapStatus(deps: ShoutoutDeps, request: RecapRequest): Promise<Message> {
  const { workspace, channel } = request;
  const [plan, reason] = await Promise.all([
    deps.store.get(recapPlanKey(workspace, channel)),
    knownReason(recapRefusalReason(deps, request)),
  ]);
  if (!plan) return noRecapMessage(deps, { reason });
  const next = plan.isOn
    ? await deps.outbox.upcoming(recapAppointment(workspace, channel))
    : undefined;
  return statusMessage(deps, plan, next, { reason });
}

/** The status after a change, led by what was `done`; without a plan, the line that was `typed`. */
export function statusAfter(
  deps: ShoutoutDeps,
  changed: ChangedRecap | undefined,
  done: 'recap.done.on' | 'recap.done.off' | 'recap.done.saved',
  typed?: string,
): Message {
  if (!changed) return noRecapMessage(deps, { typed });
  const { words } = deps.content();
  const { plan, arranged } = changed;
  const lead =
    arranged.ended === undefined
      ? [words(done), ...(arranged.onItsWay ? [words('recap.on-its-way')] : [])]
      : [words('recap.refused', { reason: words(`tips.reason.${endReason(arranged.ended)}`) })];
  return statusMessage(deps, plan, arranged.upcoming, { lead });
}

function statusMessage(
  { content, clock }: ShoutoutDeps,
  plan: RecapPlan,
  next: Arranged['upcoming'],
  {
    lead = [],
    reason,
  }: { readonly lead?: readonly string[]; readonly reason?: string | undefined },
): Message {
  const { words } = content();
  const lines = [ruleLine(content(), plan), nextLine(content(), plan, next, clock.now())];
  const change = routes.recapForm.button({ label: words('tips.change') });
  const preview = routes.recapNow.button({ label: words('tips.preview') });
  const switches: ButtonSpec = plan.isOn
    ? routes.recapOff.button({ label: words('tips.turn-off') })
    : routes.recapOn.button({ label: words('tips.turn-on') });
  return message([
    heading(words('recap.title')),
    ...lead.map((line) => prose([{ text: line, style: 'bold' }])),
    paragraph(lines.join('\n')),
    buttons(reason === undefined ? [change, preview, switches] : [preview]),
    ...(reason === undefined ? [] : [contextBlock(reason)]),
    ...(plan.isOn ? [contextBlock(words('recap.silent'))] : []),
  ]);
}

/** The reply if there is none, with how to get one, and the typed line to copy, if any. */
function noRecapMessage(
  { content }: ShoutoutDeps,
  { typed, reason }: { readonly typed?: string | undefined; readonly reason?: string | undefined },
): Message {
  const { words } = content();
  return message([
    heading(words('recap.title')),
    ...(reason === undefined
      ? [paragraph(words('recap.none'))]
      : [paragraph(words('recap.none-yet')), paragraph(reason)]),
    buttons([
      ...(reason === undefined
        ? [routes.recapForm.button({ label: words('recap.set-up'), primary: true })]
        : []),
      routes.recapNow.button({ label: words('tips.preview') }),
    ]),
    ...typedTextBlock(words, typed),
  ]);
}
