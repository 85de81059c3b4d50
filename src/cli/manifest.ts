/**
 * Prints manifest.yml for HTTP instead of Socket Mode: `npm run --silent manifest --
 * https://care.example.com`, and for many workspaces with `--oauth` before the address. manifest.yml
 * stays the single source; only what differs is changed.
 */
import { readFileSync } from 'node:fs';
import { dump, load } from 'js-yaml';
import { printError, runCommand } from './command.ts';

type Manifest = {
  readonly features: { readonly slash_commands: readonly object[] };
  readonly oauth_config: object;
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: object;
  };
};

/** Events about an installation in a whole organisation. */
const orgEvents = ['team_access_granted', 'team_access_revoked'];

const usage =
  'Name the address at which Slack reaches the app:' +
  ' npm run --silent manifest -- https://care.example.com,' +
  ' for many workspaces with --oauth before it';

await runCommand(async () => {
  const given = process.argv.slice(2);
  const isForMany = given[0] === '--oauth';
  const address = URL.parse(given[isForMany ? 1 : 0] ?? '');
  if (address?.protocol === 'https:') {
    const manifest = overHttp(address);
    const printed = isForMany ? forMany(manifest, address) : manifest;
    process.stdout.write(dump(printed, { lineWidth: 110 }));
    return true;
  }
  printError(usage);
  return false;
});

function overHttp(address: URL): Manifest {
  const url = new URL('/slack/events', address).href;
  const file = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const manifest = load(file) as Manifest;
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url })),
    },
    settings: {
      ...settings,
      event_subscriptions: { request_url: url, ...settings.event_subscriptions },
      interactivity: {
        ...settings.interactivity,
        request_url: url,
        message_menu_options_url: url,
      },
      socket_mode_enabled: false,
    },
  } as Manifest;
}

function forMany({ oauth_config, settings, ...rest }: Manifest, address: URL): Manifest {
  const { bot_events, ...subscriptions } = settings.event_subscriptions;
  const redirect = new URL('/slack/oauth_redirect', address).href;
  return {
    ...rest,
    oauth_config: { redirect_urls: [redirect], ...oauth_config },
    settings: {
      ...settings,
      event_subscriptions: { ...subscriptions, bot_events: [...bot_events, ...orgEvents] },
      org_deploy_enabled: true,
    },
  } as Manifest;
}
