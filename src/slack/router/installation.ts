import type { AnyMiddlewareArgs, App, Middleware } from '@slack/bolt';
import type { Translate } from '../../i18n/catalogue.ts';
import type { Concerned, InstallationEvents } from '../../ports/installation.ts';
import type { Log } from '../../ports/log.ts';
import { paragraph } from '../ui/blocks.ts';
import { message } from '../ui/message.ts';
import { logOutcome } from './log-outcome.ts';

/**
 * A workspace that the app was removed from is served nothing and nothing of it is stored, whatever
 * is still under way or pressed on an old message.
 */
export function answerRemoved({
  words,
  log,
}: {
  readonly words: Translate;
  readonly log: Log;
}): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    const { context, body, next } = args;
    if (context.isRemoved !== true) return next();
    logOutcome(context, 'removed', 'refused');
    log.warn({ workspace: context.teamId }, 'a request from a workspace without the app');
    if (!('ack' in args)) return;
    const ack = args.ack as (answer?: object) => Promise<void>;
    const isCommand = 'command' in body;
    await (isCommand
      ? ack({ response_type: 'ephemeral', ...message([paragraph(words('failure.removed'))]) })
      : ack());
  };
}

/** Their payload, which for an installation in an organisation has no team. */
type Body = {
  readonly team_id?: string | null;
  readonly enterprise_id?: string | null;
  readonly event_time: number;
};

/** Events about the app's own installation. They are idempotent, and no delivery of them is noted. */
export function registerInstallationEvents(app: App, installations: InstallationEvents): void {
  app.event('app_uninstalled', async ({ body, context }) => {
    await installations.removed(concerned(body), timeOf(body));
    logOutcome(context, 'app_uninstalled', 'answered');
  });
  app.event('tokens_revoked', async ({ event, body, context }) => {
    // The app has no tokens of users.
    if (event.tokens.bot?.length) await installations.removed(concerned(body), timeOf(body));
    logOutcome(context, 'tokens_revoked', 'answered');
  });
  app.event('team_access_revoked', async ({ event, context }) => {
    await installations.accessRevoked(event.team_ids);
    logOutcome(context, 'team_access_revoked', 'answered');
  });
  app.event('team_access_granted', async ({ event, body, context }) => {
    const { enterprise } = concerned(body);
    if (enterprise) await installations.accessGranted(enterprise, event.team_ids);
    logOutcome(context, 'team_access_granted', 'answered');
  });
}

const timeOf = ({ event_time }: Body): number => event_time * 1000;

function concerned({ team_id, enterprise_id }: Body): Concerned {
  const isOrganisation = !team_id || team_id.startsWith('E');
  return {
    workspace: isOrganisation ? undefined : team_id,
    enterprise: enterprise_id ?? (team_id?.startsWith('E') ? team_id : undefined),
  };
}
