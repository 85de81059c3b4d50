import type { Happening, World } from '../slack-context.ts';
import type { Channel, Workspace } from '../state/workspace.ts';

type Rule = {
  /** The scope without which Slack sends nothing; `undefined`: none is needed. */
  readonly scope?: string;
  /** Only of channels that the app is in. */
  readonly needsMembership?: true;
};

const inChannels = (scope: string): Rule => ({ scope, needsMembership: true });

/** By the names of the manifest's `bot_events`. */
const rules: { readonly [subscription: string]: Rule } = {
  app_home_opened: {},
  app_mention: inChannels('app_mentions:read'),
  app_uninstalled: {},
  tokens_revoked: {},
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
};

const messageSubscriptions = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

/** After the first try: at once, after a minute, after five minutes. */
const retryDelaysMs = [0, 60_000, 300_000];

/** Tells the app what it subscribed to. Call once; what happens from then on is delivered. */
export function deliverEvents(world: World): void {
  const subscribed = new Set<string>(
    world.manifest.settings?.event_subscriptions?.bot_events ?? [],
  );
  world.happened.listen((happening) => {
    const subscription = subscriptionFor(happening);
    if (!subscribed.has(subscription) || !mayHear(world, happening, subscription)) return;
    const payload = eventPayload(world, happening);
    const copies = world.faults.take(happening.event.type, ['twice']) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) void attempt(world, payload, 0, undefined);
  });
}

function subscriptionFor({ event, channel }: Happening): string {
  return event.type === 'message' && channel ? messageSubscriptions[channel.kind] : event.type;
}

/** What is missing for an event that was subscribed to is said in the log: Slack just stays silent. */
function mayHear(
  world: World,
  { workspace, channel, event }: Happening,
  subscription: string,
): boolean {
  const { scope, needsMembership } = rules[subscription] ?? {};
  const { installation, appUserId } = workspace;
  if (!installation) return event.type === 'app_uninstalled' || event.type === 'tokens_revoked';
  const needed = channel?.kind === 'private' ? scope?.replace('channels:', 'groups:') : scope;
  if (needed && !installation.scopes.has(needed)) {
    world.traffic.add({
      from: 'slack',
      kind: 'event',
      name: event.type,
      outcome: 'refused',
      ms: 0,
      detail: `not sent: ${subscription} needs the scope ${needed}`,
      request: event,
      response: null,
    });
    return false;
  }
  return !needsMembership || !channel || isConcerned(channel, appUserId ?? '', event.user);
}

/** The app hears of its own leaving too. */
function isConcerned(channel: Channel, appUserId: string, user: unknown): boolean {
  return channel.members.has(appUserId) || user === appUserId;
}

function eventPayload(world: World, { workspace, event }: Happening) {
  return {
    token: world.app.verificationToken,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event: { event_ts: world.mint.ts(), ...event },
    type: 'event_callback',
    event_id: world.mint.id('Ev', workspace.number),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: authorizations(workspace),
    is_ext_shared_channel: false,
    event_context: `4-${world.mint.secret(12)}`,
  };
}

function authorizations({ id, installation }: Workspace) {
  if (!installation) return [];
  return [
    {
      enterprise_id: null,
      team_id: id,
      user_id: installation.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    },
  ];
}

type EventPayload = ReturnType<typeof eventPayload>;
type Retry = NonNullable<Parameters<World['deliver']>[0]['retry']>;

async function attempt(
  world: World,
  payload: EventPayload,
  number: number,
  retry: Retry | undefined,
): Promise<void> {
  const reply = await world.deliver(
    { type: 'events_api', payload, ...(retry && { retry }) },
    { kind: 'event', name: payload.event.type },
  );
  const delay = retryDelaysMs[number];
  if (reply.ok || reply.noRetry || delay === undefined) return;
  const next = (): void =>
    void attempt(world, payload, number + 1, { attempt: number + 1, reason: reply.reason });
  if (delay === 0) next();
  else world.clock.at(world.clock.now() + delay, next);
}
