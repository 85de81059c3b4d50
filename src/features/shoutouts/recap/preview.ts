import type { Action, ActionReply } from '../../../slack/router/feature.ts';
import { knownReason } from '../../../slack/router/with-timeout.ts';
import type { Message } from '../../../slack/ui/message.ts';
import { hasFewPeople } from '../audience.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { reply } from '../reply.ts';
import { type RecapRequest, recapObstacle, recapRefusal, recapRefusalReason } from './change.ts';
import { recapMessage } from './message.ts';
import type { RecapPlace } from './plan.ts';
import { noteShared } from './told.ts';
import { mayBeTold, type Week, weekOf } from './week.ts';

const week = 7 * 24 * 3_600_000;

type LatestWeek = { readonly found: Week; readonly isSmall: boolean };

/** The past seven days of a channel; `undefined` if there is nothing to tell. */
async function latestWeek(
  deps: ShoutoutDeps,
  { workspace, channel }: RecapPlace,
): Promise<LatestWeek | undefined> {
  const now = deps.clock.now();
  const query = { workspace, channel, since: now - week, now, seed: 'preview' };
  const [found, isSmall] = await Promise.all([
    weekOf(deps, query),
    hasFewPeople(deps, { workspace, channel }),
  ]);
  return found && { found: isSmall ? { ...found, told: undefined } : found, isSmall };
}

/** What a recap would tell at this moment, for the person who asks. */
export async function previewRecap(deps: ShoutoutDeps, request: RecapRequest): Promise<Message> {
  const [latest, reason] = await Promise.all([
    latestWeek(deps, request),
    knownReason(recapRefusalReason(deps, request, { isShare: true })),
  ]);
  if (!latest) return reply(deps, 'recap.nothing');
  const { found, isSmall } = latest;
  const preview = reason === undefined ? 'open' : 'closed';
  return recapMessage(deps, deps.content(), found, { isSmall, preview });
}

/** Posts it for everyone, as it is now, and removes the button so that it is posted once. */
export const shareRecap =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, channel }: Action<undefined>): Promise<ActionReply> => {
    const request = { workspace, user, channel };
    const refused =
      (await recapObstacle(deps, request)) ??
      (await recapRefusal(deps, request, { isShare: true }));
    if (refused) return { show: refused };
    const latest = await latestWeek(deps, request);
    if (!latest) return { show: reply(deps, 'recap.nothing') };
    const { found, isSmall } = latest;
    const { told } = found;
    if (told) await noteShared(deps, request, told);
    if (told && !(await mayBeTold(deps, workspace, told)))
      return { show: await previewRecap(deps, request) };
    return {
      post: await deps.inLanguageOf({ workspace, id: channel }, () =>
        recapMessage(deps, deps.content(), found, { isSmall, sharedBy: user }),
      ),
      show: recapMessage(deps, deps.content(), found, { isSmall, preview: 'shared' }),
    };
  };
