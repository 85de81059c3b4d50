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
const portProblem = 'must be a port number, 0 to 65535';
const port = (byDefault: number) =>
  z.coerce
    .number(portProblem)
    .int(portProblem)
    .min(0, portProblem)
    .max(65_535, portProblem)
    .default(byDefault);

const daysProblem = 'must be a number of days, 0 to 365';

const auditDaysProblem = 'must be a number of days, 1 to 3650';
const auditDays = z.coerce
  .number(auditDaysProblem)
  .int(auditDaysProblem)
  .min(1, auditDaysProblem)
  .max(3650, auditDaysProblem)
  .default(365);

const channel = z
  .string()
  .regex(
    /^[CG][A-Z0-9]{2,}$/,
    'must be a channel id, such as C0123456789, from the channel’s details',
  );

/** A user group's id, such as S0123456789, or its handle, such as @care-admins. */
const userGroup = z
  .string()
  .regex(
    /^(?:S[A-Z0-9]{2,}|@?[\p{L}\p{N}][\p{L}\p{N}._-]*)$/u,
    'must be the handle of a user group, such as @care-admins, or its id, such as S0123456789',
  );

/**
 * One language of a list as operating systems set it, or as folders are named: `en`, `pt-BR`,
 * `de_AT.UTF-8`, `es-419`, `zh-Hans`.
 */
const language = /^([a-z]{2,3})(?:[-_]([a-z]{2}|\d{3}|[a-z]{4}))?(?:[.@][\w.@-]*)?$/i;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** Slack's have letters and digits, those of a stand-in also signs of Base64. Others come from copying. */
const secret = /^[\w.+/=-]{16,}$/;

const schema = z.object({
  SLACK_BOT_TOKEN: token('xoxb').optional(),
  SLACK_APP_TOKEN: token('xapp').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(secret, 'must be the Signing Secret from the app’s Basic Information page')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\w.]+$/, 'must be the Client ID from the app’s Basic Information page')
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(secret, 'must be the Client Secret from the app’s Basic Information page')
    .optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(
      16,
      'must be at least 16 characters of your own, such as the output of openssl rand -hex 32',
    )
    .optional(),
  TOKEN_KEY: z.string().transform(tokenKey).optional(),
  TOKEN_KEY_OLD: z
    .string()
    .transform((text, context) => (text === 'lost' ? text : tokenKey(text, context)))
    .optional(),
  SLACK_API_URL: z.url('must be a URL').transform(withSlash).optional(),
  NODE_ENV: z.string().optional(),
  PORT: port(3000),
  OPS_PORT: port(3001),
  STORE_URL: z.string().superRefine(storeUrl).optional(),
  KEEP_DATA_DAYS: z.coerce
    .number(daysProblem)
    .int(daysProblem)
    .min(0, daysProblem)
    .max(365, daysProblem)
    .default(7),
  PROMPTS_DIR: z.string().optional(),
  CONTENT_CHANNEL: channel.optional(),
  REPORT_CHANNEL: channel.optional(),
  ADMIN_GROUP: userGroup.optional(),
  AUDIT_DAYS: auditDays,
  LANGUAGE: z.string().default('en').transform(preferences),
  LANGUAGES: z.string().optional().transform(offeredLanguages),
  METRICS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});

/** Every setting by its name, as in .env.sample. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** How Slack reaches the app: Socket Mode, HTTP, or the playground instead of Slack. */
type SlackSettings =
  | { readonly by: 'socket'; readonly botToken: string; readonly appToken: string }
  | {
      readonly by: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly port: number;
    }
  | {
      /** Over HTTP, for the workspaces in which the app is installed by OAuth. */
      readonly by: 'oauth';
      readonly signingSecret: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly tokenKey: Buffer;
      /** The key before, if tokens may still be encrypted with it, or whether it is lost. */
      readonly oldTokenKey: Buffer | 'lost' | undefined;
      readonly port: number;
    }
  | { readonly by: 'playground'; readonly port: number };

export type Credentials = Exclude<SlackSettings, { readonly by: 'playground' }>;

export type Settings = {
  readonly slack: SlackSettings;
  /** For tests: another address than Slack's, with a trailing slash. */
  readonly slackApiUrl: string | undefined;
  readonly opsPort: number;
  /** Whether `/metrics` is on `opsPort`. */
  readonly metrics: boolean;
  readonly storeUrl: string;
  /** A company's own content, which overrides ours. */
  readonly promptsDir: string | undefined;
  /** The channel id for readers' feedback on the content. */
  readonly contentChannel: string | undefined;
  /** The channel id for reports of shout-outs, where no administrator has chosen one. */
  readonly reportChannel: string | undefined;
  /** The id or the handle of the user group whose members are administrators too. */
  readonly adminGroup: string | undefined;
  /** For how many days the audit log keeps its entries. */
  readonly auditDays: number;
  /** For how many days the data of a workspace is kept that the app was removed from. */
  readonly keepDataDays: number;
  /** The default language, in order of preference. */
  readonly languages: readonly string[];
  /** The languages that people can read. */
  readonly offered: readonly string[] | 'all';
  readonly logLevel: string;
};

export const defaultStore = 'sqlite:data/extra-mile.sqlite';

/** The playground's Slack loses its state when it stops, and so does its store. */
const playgroundStore = 'memory:';

export type ReadResult<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings, or all problems with them. An empty variable counts as unset. */
export function readSettings(environment: Environment): ReadResult<Settings> {
  const given = tidied(environment);
  const parsed = schema.safeParse(given);
  const problems = [
    ...(parsed.success ? [] : problemsOf('settings', parsed.error)),
    ...missingCredentials(given),
  ];
  if (!parsed.success || problems.length > 0) return { value: undefined, problems };
  const slack = connection(parsed.data);
  const { SLACK_API_URL, OPS_PORT, STORE_URL, PROMPTS_DIR, CONTENT_CHANNEL } = parsed.data;
  const { REPORT_CHANNEL, ADMIN_GROUP, AUDIT_DAYS } = parsed.data;
  const { LANGUAGE, LANGUAGES, LOG_LEVEL, KEEP_DATA_DAYS, METRICS } = parsed.data;
  return {
    problems: [],
    value: {
      slack,
      slackApiUrl: SLACK_API_URL,
      opsPort: OPS_PORT,
      metrics: METRICS === 'on',
      storeUrl: STORE_URL ?? (slack.by === 'playground' ? playgroundStore : defaultStore),
      promptsDir: PROMPTS_DIR,
      contentChannel: CONTENT_CHANNEL,
      reportChannel: REPORT_CHANNEL,
      adminGroup: ADMIN_GROUP,
      auditDays: AUDIT_DAYS,
      keepDataDays: KEEP_DATA_DAYS,
      languages: LANGUAGE,
      offered: LANGUAGES,
      logLevel: LOG_LEVEL,
    },
  };
}

/** The settings of a command, which needs no credentials. */
export type CommandSettings = Pick<
  Settings,
  'storeUrl' | 'slackApiUrl' | 'promptsDir' | 'languages' | 'offered' | 'auditDays'
> & { readonly botToken: string | undefined };

const commandSchema = schema.pick({
  SLACK_BOT_TOKEN: true,
  SLACK_API_URL: true,
  STORE_URL: true,
  PROMPTS_DIR: true,
  LANGUAGE: true,
  LANGUAGES: true,
  AUDIT_DAYS: true,
});

/** The settings of a command, or all problems with them. */
export function readCommandSettings(environment: Environment): ReadResult<CommandSettings> {
  const parsed = commandSchema.safeParse(tidied(environment));
  if (!parsed.success) return { value: undefined, problems: problemsOf('settings', parsed.error) };
  const { SLACK_BOT_TOKEN, SLACK_API_URL, STORE_URL, PROMPTS_DIR } = parsed.data;
  const { LANGUAGE, LANGUAGES, AUDIT_DAYS } = parsed.data;
  return {
    problems: [],
    value: {
      storeUrl: STORE_URL ?? defaultStore,
      slackApiUrl: SLACK_API_URL,
      promptsDir: PROMPTS_DIR,
      languages: LANGUAGE,
      offered: LANGUAGES,
      auditDays: AUDIT_DAYS,
      botToken: SLACK_BOT_TOKEN,
    },
  };
}

/** Of a keyboard, or what a text processor makes of them. */
const quotePairs = `"" '' “” ”” „“ „” ‘’ ’’ ‚‘ ‚’ «» »« ‹› ›‹`.split(' ');

const withoutQuotes = (value: string): string =>
  value.length > 1 && quotePairs.includes(`${value.at(0)}${value.at(-1)}`)
    ? value.slice(1, -1).trim()
    : value;

/**
 * Without what copying leaves around a value: spaces, line breaks, invisible characters, and quotes,
 * which `docker --env-file` keeps. An empty variable is left out.
 */
function tidied(environment: Environment): Environment {
  const entries = Object.entries(environment).map(([name, value = '']) => {
    const trimmed = value.replace(/\p{Cf}/gu, '').trim();
    return [name, withoutQuotes(trimmed)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value));
}

/** The settings around whose values something was taken off. */
export function tidiedNames(environment: Environment): readonly string[] {
  const used = tidied(environment);
  return settingNames.filter((name) => used[name] && used[name] !== environment[name]);
}

const credentials = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;

/** The credentials for many workspaces, each with what it is. */
const oauthCredentials = {
  SLACK_CLIENT_ID: 'the Client ID from the app’s Basic Information page',
  SLACK_CLIENT_SECRET: 'the Client Secret from the app’s Basic Information page',
  SLACK_SIGNING_SECRET: 'the Signing Secret from the app’s Basic Information page',
  SLACK_STATE_SECRET: 'a long text of your own, such as the output of openssl rand -hex 32',
  TOKEN_KEY: 'the key that encrypts tokens: the output of openssl rand -base64 32',
} as const;

/** Any of these means many workspaces. */
const isForMany = (given: Environment): boolean =>
  ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'].some((name) => given[name]);

/** Problems for missing credentials, if some are set or if this is production. */
function missingCredentials(given: Environment): Problem[] {
  const none = !isForMany(given) && credentials.every((name) => given[name] === undefined);
  if (none && given.NODE_ENV !== 'production') return [];
  const missing = (field: string, reason: string) => ({ place: 'settings', field, reason });
  if (isForMany(given)) {
    const reason =
      'is for one workspace, and SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET are' +
      ' for many. Take away one or the other';
    return [
      ...(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const)
        .filter((name) => given[name])
        .map((name) => missing(name, reason)),
      ...Object.entries(oauthCredentials)
        .filter(([name]) => !given[name])
        .map(([name, what]) => missing(name, `is missing: ${what}`)),
    ];
  }
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
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TOKEN_KEY } = settings;
  if (SLACK_CLIENT_ID && SLACK_CLIENT_SECRET && SLACK_STATE_SECRET && TOKEN_KEY) {
    return {
      by: 'oauth',
      signingSecret: SLACK_SIGNING_SECRET,
      clientId: SLACK_CLIENT_ID,
      clientSecret: SLACK_CLIENT_SECRET,
      stateSecret: SLACK_STATE_SECRET,
      tokenKey: TOKEN_KEY,
      oldTokenKey: settings.TOKEN_KEY_OLD,
      port: PORT,
    };
  }
  if (SLACK_BOT_TOKEN === undefined) return { by: 'playground', port: PORT };
  if (SLACK_APP_TOKEN)
    return { by: 'socket', botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN };
  return { by: 'http', botToken: SLACK_BOT_TOKEN, signingSecret: SLACK_SIGNING_SECRET, port: PORT };
}

const tokenKeyLength = 32; // bytes

function tokenKey(text: string, context: z.RefinementCtx): Buffer {
  const key = Buffer.from(text, 'base64');
  const isExact = key.length === tokenKeyLength && /^[\w+/-]{43}=?$/.test(text);
  if (isExact) return key;
  const message = 'must be 32 random bytes in base64: the output of openssl rand -base64 32';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function storeUrl(url: string, context: z.RefinementCtx): void {
  const address = parseStoreUrl(url);
  if ('problem' in address) context.addIssue({ code: 'custom', message: address.problem });
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/** `en, pt-BR`; left out, all that there are. */
function offeredLanguages(
  list: string | undefined,
  context: z.RefinementCtx,
): readonly string[] | 'all' {
  const tags = list?.split(/[\s,:;]+/).filter(Boolean) ?? [];
  const wrong = tags.find((tag) => !language.test(tag));
  if (wrong !== undefined) {
    const message = `"${wrong}" is not the name of a language; write them like this: en, es, pt-BR`;
    context.addIssue({ code: 'custom', message });
  }
  return tags.length > 0 ? tags.map((tag) => preferences(tag)[0] ?? tag) : 'all';
}

/**
 * `de_AT:en` means `de-AT`, then `de`, then `en`. Other names that systems set, such as `C.UTF-8`,
 * name no language.
 */
function preferences(list: string): string[] {
  const languageTags = list.split(':').flatMap((name) => {
    const [, code, region] = language.exec(name) ?? [];
    if (!code) return [];
    const tag = code.toLowerCase();
    return region ? [new Intl.Locale(`${tag}-${region}`).toString(), tag] : [tag];
  });
  return [...new Set(languageTags)];
}
