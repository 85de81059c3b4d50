import { readSettings, type Settings, settingNames, tidiedNames } from '../../config.ts';
import { editDistance } from '../../text/edit-distance.ts';
import { type Check, failed, ok, warning } from './check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const ways = {
  socket: 'one workspace, in Socket Mode',
  http: 'one workspace, over HTTP',
  oauth: 'many workspaces, over HTTP',
  playground: 'no credentials of Slack are set, so the playground starts',
} as const;

/** The settings, and a line for everything that is wrong, changed or without effect in them. */
export function settingsChecks(environment: Environment): {
  readonly settings: Settings | undefined;
  readonly checks: readonly Check[];
} {
  const { value: settings, problems } = readSettings(environment);
  return {
    settings,
    checks: [
      ...problems.map(({ field, reason }) =>
        failed(field || 'Settings', reason, 'Correct it and start again.'),
      ),
      ...tidiedNames(environment).map((name) =>
        warning(
          name,
          'has spaces, invisible characters or quotes around its value; they are taken off',
          'Nothing; or write the bare value.',
        ),
      ),
      ...misspelt(environment),
      ...(settings ? withoutEffect(settings, environment) : []),
      ...(settings ? [ok('Settings', ways[settings.slack.by])] : []),
    ],
  };
}

/** Variables whose names are nearly those of settings. */
function misspelt(environment: Environment): Check[] {
  const shortest = 7; // letters; shorter names resemble too many others
  return Object.keys(environment).flatMap((name) => {
    if (settingNames.includes(name) || name.length < shortest) return [];
    const meant = settingNames.find((each) => editDistance(name.toUpperCase(), each, 2) <= 2);
    if (!meant || environment[meant]) return [];
    return warning(name, 'is no setting', `Name it ${meant}, if that is meant.`);
  });
}

/** What is set and not used with the other settings. */
function withoutEffect({ slack: { by } }: Settings, environment: Environment): Check[] {
  const [tokens, secret, many] = [
    ['SLACK_APP_TOKEN'],
    ['SLACK_SIGNING_SECRET'],
    ['TOKEN_KEY', 'TOKEN_KEY_OLD'],
  ];
  const unused = {
    socket: [...secret, ...many, 'PORT'],
    http: [...tokens, ...many],
    oauth: tokens,
    playground: many,
  }[by];
  return unused
    .filter((name) => environment[name])
    .map((name) =>
      warning(name, `has no effect: ${ways[by]}`, 'Take it away, or see README.md, "Settings".'),
    );
}
