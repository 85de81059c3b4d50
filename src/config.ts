import { z } from 'zod';
import { type Problem, problemsOf } from './problems.ts';
import { parseStoreUrl } from './store/store-url.ts';

const token = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}-[\\w-]+$`),
      `must begin with ${prefix}-, followed by letters, digits and hyphens only`,
    );
const aPort = 'must be a port number, 0 to 65535';
const port = (usual: number) =>
  z.coerce.number(aPort).int(aPort).min(0, aPort).max(65_535, aPort).default(usual);

const channel = z
  .string()
  .regex(
    /^[CG][A-Z0-9]{2,}$/,
    'must be the id of a channel, such as C0123456789, from the channel’s details',
  );

/** One language, or a list as systems set it for their own programs: `en`, `pt-BR`, `de_AT.UTF-8:de:en`. */
const languages = /^[a-z]{2,3}([-_][A-Z]{2})?(\.[\w-]+)?(:[a-z]{2,3}([-_][A-Z]{2})?(\.[\w-]+)?)*$/;

const schema = z.object({
  SLACK_BOT_TOKEN: token('xoxb').optional(),
  SLACK_APP_TOKEN: token('xapp').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16, 'must be the Signing Secret from the app’s Basic Information page')
    .optional(),
  SLACK_API_URL: z.url('must be a URL').transform(withSlash).optional(),
  NODE_ENV: z.string().optional(),
  PORT: port(3000),
  OPS_PORT: port(3001),
  STORE_URL: z.string().superRefine(storeUrl).optional(),
  PROMPTS_DIR: z.string().optional(),
  CONTENT_CHANNEL: channel.optional(),
  REPORT_CHANNEL: channel.optional(),
  LANGUAGE: z
    .string()
    .regex(languages, 'must be a language such as en or pt-BR')
    .default('en')
    .transform(preferences),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** How Slack reaches us: over sockets that we open, by HTTP requests, or not at all but in the playground. */
type SlackSettings =
  | { readonly by: 'socket'; readonly botToken: string; readonly appToken: string }
  | {
      readonly by: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly port: number;
    }
  | { readonly by: 'playground'; readonly port: number };

export type Credentials = Exclude<SlackSettings, { readonly by: 'playground' }>;

export type Settings = {
  readonly slack: SlackSettings;
  /** For tests: another address than Slack's. Ends in a slash. */
  readonly slackApiUrl: string | undefined;
  readonly opsPort: number;
  /** Where the data is. */
  readonly storeUrl: string;
  /** A company's own content, laid over ours. */
  readonly promptsDir: string | undefined;
  /** Where readers' remarks on the content arrive. */
  readonly contentChannel: string | undefined;
  /** Where reported shout-outs arrive. */
  readonly reportChannel: string | undefined;
  /** Languages the app may speak, the preferred one first. */
  readonly languages: readonly string[];
  readonly logLevel: string;
};

const usualStore = 'sqlite:data/extra-mile.sqlite';

/** The playground's Slack forgets everything when it stops, and so does its store. */
const forgetting = 'memory:';

export type Read<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings, or says everything that is wrong with them. An empty variable counts as one that is not set. */
export function readSettings(environment: Environment): Read<Settings> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim()),
  );
  const parsed = schema.safeParse(given);
  const problems = [
    ...(parsed.success ? [] : problemsOf('settings', parsed.error)),
    ...missingCredentials(given),
  ];
  if (!parsed.success || problems.length > 0) return { value: undefined, problems };
  const slack = connection(parsed.data);
  const { SLACK_API_URL, OPS_PORT, STORE_URL, PROMPTS_DIR, CONTENT_CHANNEL } = parsed.data;
  const { REPORT_CHANNEL, LANGUAGE, LOG_LEVEL } = parsed.data;
  return {
    problems: [],
    value: {
      slack,
      slackApiUrl: SLACK_API_URL,
      opsPort: OPS_PORT,
      storeUrl: STORE_URL ?? (slack.by === 'playground' ? forgetting : usualStore),
      promptsDir: PROMPTS_DIR,
      contentChannel: CONTENT_CHANNEL,
      reportChannel: REPORT_CHANNEL,
      languages: LANGUAGE,
      logLevel: LOG_LEVEL,
    },
  };
}

const credentials = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;

/** What is missing of the credentials that are half there, or that production needs. */
function missingCredentials(given: Environment): Problem[] {
  const none = credentials.every((name) => given[name] === undefined);
  if (none && given.NODE_ENV !== 'production') return [];
  const missing = (field: string, reason: string) => ({ place: 'settings', field, reason });
  const problems: Problem[] = [];
  if (!given.SLACK_BOT_TOKEN) {
    problems.push(missing('SLACK_BOT_TOKEN', 'is missing: the Bot User OAuth Token, xoxb-…'));
  }
  if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET) {
    const reason =
      'is missing: the app-level token, xapp-…, for Socket Mode (or SLACK_SIGNING_SECRET for HTTP)';
    problems.push(missing('SLACK_APP_TOKEN', reason));
  }
  return problems;
}

function connection(settings: z.infer<typeof schema>): SlackSettings {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET = '', PORT } = settings;
  if (SLACK_BOT_TOKEN === undefined) return { by: 'playground', port: PORT };
  if (SLACK_APP_TOKEN)
    return { by: 'socket', botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN };
  return { by: 'http', botToken: SLACK_BOT_TOKEN, signingSecret: SLACK_SIGNING_SECRET, port: PORT };
}

function storeUrl(url: string, context: z.RefinementCtx): void {
  const address = parseStoreUrl(url);
  if ('problem' in address) context.addIssue({ code: 'custom', message: address.problem });
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/** `de_AT:en` asks for `de-AT`, then `de`, then `en`. */
function preferences(list: string): string[] {
  const wanted = list.split(':').flatMap((name) => {
    const code = name.replace(/\..*$/, '').replace('_', '-');
    return [code, code.slice(0, code.indexOf('-') === -1 ? undefined : code.indexOf('-'))];
  });
  return [...new Set(wanted)];
}
