type Manifest = {
  readonly settings?: {
    readonly event_subscriptions?: { readonly bot_events?: readonly string[] };
  };
};

/** About an installation in a whole organisation. */
const orgEvents = ['team_access_granted', 'team_access_revoked'];

/** The manifest of an app that can also be added to all workspaces of an organisation at once. */
export function orgManifest<M extends Manifest>(manifest: M): M {
  const { settings } = manifest;
  const subscriptions = settings?.event_subscriptions;
  const bot_events = [...(subscriptions?.bot_events ?? []), ...orgEvents];
  return {
    ...manifest,
    settings: {
      ...settings,
      event_subscriptions: { ...subscriptions, bot_events },
      org_deploy_enabled: true,
    },
  };
}
