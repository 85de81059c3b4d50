/**
 * Prints manifest.yml for HTTP instead of Socket Mode: `npm run --silent manifest -- https://care.example.com`.
 * The one file stays the source; only what differs is changed.
 */
import { readFileSync } from 'node:fs';
import { dump, load } from 'js-yaml';

type Manifest = {
  readonly features: { readonly slash_commands: readonly object[] };
  readonly settings: { readonly event_subscriptions: object; readonly interactivity: object };
};

const [address] = process.argv.slice(2);
if (!address || !URL.canParse(address) || new URL(address).protocol !== 'https:') {
  process.stderr.write(
    'Say where Slack reaches the app: npm run --silent manifest -- https://care.example.com\n',
  );
  process.exit(1);
}

const url = new URL('/slack/events', address).href;
const manifest = load(
  readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'),
) as Manifest;
const { features, settings } = manifest;
const overHttp = {
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
};
process.stdout.write(dump(overHttp, { lineWidth: 110 }));
