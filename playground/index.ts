import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { sampleWorkspacesToAdd } from './sample-workspace.ts';
import { type LocalSlack, type LocalSlackOptions, localSlack } from './server/local-slack.ts';
import type { Manifest } from './server/manifest.ts';

export type PlaygroundOptions = Omit<LocalSlackOptions, 'manifest'> & {
  /** Parsed, or the path of a YAML or JSON file. */
  readonly manifest: Manifest | string;
  /** For an app that people add to their workspaces by OAuth, over HTTP: begins without it. */
  readonly isToBeAdded?: boolean;
};

export type Playground = {
  readonly slack: LocalSlack;
  /** The address of the page. */
  readonly url: string;
  /** Environment variables that connect the app to this Slack. */
  readonly environment: { readonly [name: string]: string };
};

/**
 * Starts a local Slack with its page. Builds the page if its sources have changed, which takes some
 * seconds. Rejects when the port is in use, or when the manifest can't be read or Slack would
 * refuse it.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { requestUrl, isToBeAdded } = options;
  const slack = await localSlack({
    ...(isToBeAdded && { workspaces: sampleWorkspacesToAdd }),
    ...options,
    manifest: await checkedManifest(options.manifest),
    pageFolder: options.pageFolder ?? (await builtPage()),
  });
  const { signingSecret, appToken, clientId, clientSecret } = slack.credentials;
  const SLACK_API_URL = slack.apiUrl;
  if (isToBeAdded) {
    const environment = {
      SLACK_API_URL,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
    };
    return { slack, url: slack.url, environment };
  }
  return {
    slack,
    url: slack.url,
    environment: {
      SLACK_API_URL,
      SLACK_BOT_TOKEN: slack.botToken(),
      ...(requestUrl === undefined
        ? { SLACK_APP_TOKEN: appToken }
        : { SLACK_SIGNING_SECRET: signingSecret }),
    },
  };
}

/** Imports the schema on demand, because tests with a manifest known to be valid don't need it. */
async function checkedManifest(given: Manifest | string): Promise<Manifest> {
  const manifest = typeof given === 'string' ? await readManifest(given) : given;
  const { manifestProblems } = await import('./server/manifest-problems.ts');
  const problems = manifestProblems(manifest);
  if (!problems.length) return manifest;
  throw new Error(`Slack would refuse this manifest:\n  ${problems.join('\n  ')}`);
}

/**
 * Reads an app manifest from a YAML or JSON file (JSON is YAML too).
 * @public for tests of apps
 */
export async function readManifest(path: string): Promise<Manifest> {
  const value: unknown = load(await readFile(path, 'utf8'));
  if (typeof value !== 'object' || value === null || !('display_information' in value)) {
    throw new Error(`${path} is not an app manifest: it has no display_information`);
  }
  return value as Manifest;
}

/** Imported on demand, because most tests don't need the bundler. */
async function builtPage(): Promise<string> {
  const page = await import('./page/build.ts');
  return page.builtPage();
}
