import type { SlackContext } from '../slack-context.ts';
import type { SlackEvent } from '../state/slack-state.ts';
import { isExtShared, relationOf } from '../state/teams.ts';
import type { Workspace } from '../state/workspace.ts';
import { unsentEvents } from './event-names.ts';

type Rule = {
  /** The scope that the event needs, if any. */
  readonly scope?: string;
  /** Sent only for channels that the app is a member of. */
  readonly needsMembership?: true;
};

const inChannels = (scope: string): Rule => ({ scope, needsMembership: true });

/** By subscription: the names in the manifest's `bot_events`. */
const rules = {
  app_home_opened: {},
  app_mention: inChannels('app_mentions:read'),
  app_uninstalled: {},
  tokens_revoked: {},
  team_access_granted: {},
  team_access_revoked: {},
  'message.channels': inChannels('channels:history'),
  'message.groups': inChannels('groups:history'),
  'message.im': inChannels('im:history'),
  'message.mpim': inChannels('mpim:history'),
  member_joined_channel: inChannels('channels:read'),
  member_left_channel: inChannels('channels:read'),
  reaction_added: inChannels('reactions:read'),
  reaction_removed: inChannels('reactions:read'),
  channel_left: { scope: 'channels:read' },
  group_left: { scope: 'groups:read' },
  channel_archive: { scope: 'channels:read' },
  channel_deleted: { scope: 'channels:read' },
  group_archive: inChannels('groups:read'),
  group_deleted: inChannels('groups:read'),
  user_change: { scope: 'users:read' },
  team_join: { scope: 'users:read' },
} satisfies { readonly [subscription: string]: Rule };

const messageSubscriptions = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

/** Milliseconds before each retry. */
const retryDelays = [0, 60_000, 300_000];

/** Delivers all further events that the app subscribed to. Call once. */
export function deliverEvents(slack: SlackContext): void {
  const subscribed = new Set<string>(
    slack.manifest.settings?.event_subscriptions?.bot_events ?? [],
  );
  for (const name of unsentEvents([...subscribed], Object.keys(rules))) {
    logNotSent(slack, name, `the local Slack never sends ${name}`, null);
  }
  slack.events.listen((event) => {
    const subscription = subscriptionFor(event);
    if (!subscribed.has(subscription) || !canReceive(slack, event, subscription)) return;
    const payload = eventPayload(slack, event);
    const copies = slack.faults.take(event.event.type, ['twice']) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      void deliverWithRetries(slack, payload, 0, undefined);
    }
  });
}

function subscriptionFor({ event, channel }: SlackEvent): string {
  return event.type === 'message' && channel ? messageSubscriptions[channel.kind] : event.type;
}

/** Sent even where the app is not installed any more. */
const lifecycleEvents = ['app_uninstalled', 'tokens_revoked', 'team_access_revoked'];

/** Logs a missing scope; Slack itself says nothing. */
function canReceive(
  slack: SlackContext,
  { workspace, channel, event }: SlackEvent,
  subscription: string,
): boolean {
  const { scope, needsMembership }: Rule = (rules as { [name: string]: Rule })[subscription] ?? {};
  const { installation, appUserId } = workspace;
  if (!installation) return lifecycleEvents.includes(event.type);
  const needed = channel?.kind === 'private' ? scope?.replace('channels:', 'groups:') : scope;
  if (needed && !installation.scopes.has(needed)) {
    logNotSent(slack, event.type, `${subscription} needs the scope ${needed}`, event);
    return false;
  }
  if (!needsMembership || !channel) return true;
  // The app also receives the event of its own leaving.
  return channel.members.has(appUserId ?? '') || event.user === appUserId;
}

function logNotSent(slack: SlackContext, name: string, why: string, request: unknown): void {
  slack.traffic.add({
    from: 'slack',
    kind: 'event',
    name,
    outcome: 'refused',
    ms: 0,
    detail: `not sent: ${why}`,
    request,
    response: null,
  });
}

/**
 * The outer `team_id` is the home of whoever caused the event, which may be another company. An event
 * about an installation in a whole organisation has none.
 */
function eventPayload(slack: SlackContext, { workspace, channel, event, isOrgWide }: SlackEvent) {
  const user = workspace.users.get(String(event.user));
  const relation = user ? relationOf(workspace, user) : 'here';
  const enterprise = relation === 'connect' ? undefined : workspace.enterprise;
  return {
    token: slack.app.verificationToken,
    team_id: isOrgWide ? null : (user?.teamId ?? workspace.id),
    ...(enterprise && { enterprise_id: enterprise.id }),
    context_team_id: isOrgWide ? null : workspace.id,
    context_enterprise_id: workspace.enterprise?.id ?? null,
    api_app_id: slack.app.id,
    event: { event_ts: slack.ids.ts(), ...event },
    type: 'event_callback',
    event_id: slack.ids.next('Ev', workspace.number),
    event_time: Math.floor(slack.clock.now() / 1000),
    authorizations: authorizations(slack, workspace, isOrgWide),
    is_ext_shared_channel: channel !== undefined && isExtShared(workspace, channel),
    event_context: `4-${slack.ids.secret(12)}`,
  };
}

function authorizations(
  { orgInstallations }: SlackContext,
  { id, installation: here, enterprise }: Workspace,
  isAboutOrg = false,
) {
  const installation = isAboutOrg ? orgInstallations.get(enterprise?.id ?? '') : here;
  if (!installation) return [];
  return [
    {
      enterprise_id: enterprise?.id ?? null,
      team_id: isAboutOrg ? null : id,
      user_id: installation.botUserId,
      is_bot: true,
      is_enterprise_install: installation.isOrgWide,
    },
  ];
}

type EventPayload = ReturnType<typeof eventPayload>;
type Retry = NonNullable<Parameters<SlackContext['deliver']>[0]['retry']>;

async function deliverWithRetries(
  slack: SlackContext,
  payload: EventPayload,
  number: number,
  retry: Retry | undefined,
): Promise<void> {
  const reply = await slack.deliver(
    { type: 'events_api', payload, ...(retry && { retry }) },
    { kind: 'event', name: payload.event.type },
  );
  const delay = retryDelays[number];
  if (reply.ok || reply.noRetry || delay === undefined) return;
  const next = (): void =>
    void deliverWithRetries(slack, payload, number + 1, {
      attempt: number + 1,
      reason: reply.reason,
    });
  if (delay === 0) next();
  else slack.clock.at(slack.clock.now() + delay, next);
}
