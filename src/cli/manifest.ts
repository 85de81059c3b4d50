/**
 * Prints manifest.yml for the way in which Slack reaches the app: `npm run --silent manifest --
 * --http https://care.example.com`. manifest.yml stays the single source; only what differs is
 * changed. Slack's CLI reads it with `--json`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dump, load } from 'js-yaml';
import { orgManifest } from '../installation/org-manifest.ts';
import { printError, runCommand } from './command.ts';

type Manifest = {
  readonly features: { readonly slash_commands: readonly object[] };
  readonly oauth_config: object;
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: object;
  };
};

const usage = `\
npm run --silent manifest -- [--json]   for Socket Mode: manifest.yml as it is
npm run --silent manifest -- [--json] --http https://care.example.com    for HTTP
npm run --silent manifest -- [--json] --oauth https://care.example.com   for many workspaces

The address is the one at which Slack reaches the app. An address alone means --http.`;

await runCommand(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        http: { type: 'string' },
        oauth: { type: 'string' },
      },
    });
    const { json, http, oauth } = values;
    const given = [...positionals, http, oauth].filter((address) => address !== undefined);
    const address = URL.parse(given[0] ?? '');
    const isRight =
      given.length === 0 ? json : given.length === 1 && address?.protocol === 'https:';
    if (!isRight) {
      printError(usage);
      return false;
    }
    const file = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
    const socket = load(file) as Manifest;
    const printed = address ? overHttp(socket, address) : socket;
    const manifest = address && oauth !== undefined ? forMany(printed, address) : printed;
    const text = json
      ? `${JSON.stringify(manifest, null, 2)}\n`
      : dump(manifest, { lineWidth: 110 });
    process.stdout.write(text);
    return true;
  },
  { usage },
);

function overHttp(manifest: Manifest, address: URL): Manifest {
  const url = new URL('/slack/events', address).href;
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

function forMany(manifest: Manifest, address: URL): Manifest {
  const redirect = new URL('/slack/oauth_redirect', address).href;
  const oauth_config = { redirect_urls: [redirect], ...manifest.oauth_config };
  return orgManifest({ ...manifest, oauth_config });
}
