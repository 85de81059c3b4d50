import { readFile } from 'node:fs/promises';
import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import { load } from 'js-yaml';
import { type LocalSlack, type LocalSlackOptions, localSlack } from './server/local-slack.ts';

export type PlaygroundOptions = Omit<LocalSlackOptions, 'manifest'> & {
  /** Parsed, or the path of a YAML or JSON file. */
  readonly manifest: Manifest | string;
};

export type Playground = {
  readonly slack: LocalSlack;
  /** Where the page is, for a browser. */
  readonly url: string;
  /** What the app is started with, so that it talks to this Slack and to no other. */
  readonly environment: { readonly [name: string]: string };
};

/**
 * Starts a local Slack with its page for an app, and says what to start the app with. The page is built when its sources
 * changed, which takes some seconds. Rejects when the port is taken or the manifest can't be read.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { manifest, requestUrl } = options;
  const slack = await localSlack({
    ...options,
    manifest: typeof manifest === 'string' ? await readManifest(manifest) : manifest,
    pageFolder: options.pageFolder ?? (await builtPage()),
  });
  const { signingSecret, appToken } = slack.credentials;
  return {
    slack,
    url: slack.url,
    environment: {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken(),
      ...(requestUrl === undefined
        ? { SLACK_APP_TOKEN: appToken }
        : { SLACK_SIGNING_SECRET: signingSecret }),
    },
  };
}

/** Reads an app manifest from a YAML or JSON file (JSON is YAML too). */
export async function readManifest(path: string): Promise<Manifest> {
  const value: unknown = load(await readFile(path, 'utf8'));
  if (typeof value !== 'object' || value === null || !('display_information' in value)) {
    throw new Error(`${path} is not an app manifest: it has no display_information`);
  }
  return value as Manifest;
}

/** The builder comes late: it brings its bundler along, which a test of the protocol doesn't need. */
async function builtPage(): Promise<string> {
  const page = await import('./page/build.ts');
  return page.builtPage();
}
