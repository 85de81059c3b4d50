import { fileURLToPath } from 'node:url';
import type { Settings } from '../../config.ts';
import { languageTags, readContent } from '../../content/content.ts';
import type { Clock } from '../../ports/clock.ts';
import { Problems, problemLine } from '../../problems.ts';
import { baseLanguage } from '../../text/base-language.ts';
import { type Check, failed, ok, skipped, warning } from './check.ts';
import { portChecks } from './ports.ts';
import { proxyChecks } from './proxy.ts';
import { settingsChecks } from './settings.ts';
import { slackChecks } from './slack.ts';
import { storeChecks } from './store.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const ownPrompts = fileURLToPath(new URL('../../../prompts', import.meta.url));
const neededNode = 26;

/** Everything that can be checked with this environment, whether or not the app is running. */
export async function diagnose(environment: Environment, clock: Clock): Promise<readonly Check[]> {
  const { settings, checks } = settingsChecks(environment);
  const promptsDir = settings?.promptsDir ?? environment.PROMPTS_DIR;
  const always = [
    ...checks,
    nodeCheck(process.versions.node),
    ...(await contentChecks(promptsDir, settings ?? defaultLanguages)),
  ];
  if (!settings) {
    const why = 'the settings have to be right first';
    return [...always, ...['Store', 'Slack', 'OPS_PORT'].map((each) => skipped(each, why))];
  }
  const { slack, slackApiUrl, storeUrl, contentChannel, reportChannel, adminGroup } = settings;
  const isLocal = slack.by === 'playground';
  const proxies = isLocal ? [] : await proxyChecks(environment);
  const isProxyWrong = proxies.some(({ state }) => state === 'error');
  const channels = { CONTENT_CHANNEL: contentChannel, REPORT_CHANNEL: reportChannel };
  return [
    ...always,
    ...(await storeChecks(storeUrl, clock)),
    ...proxies,
    ...(isProxyWrong ? [skipped('Slack', 'the proxy has to be right first')] : []),
    ...(isLocal || isProxyWrong
      ? []
      : await slackChecks({ slack, slackApiUrl, channels, adminGroup, clock })),
    ...(await portChecks(settings)),
  ];
}

function nodeCheck(version: string): Check {
  if (Number.parseInt(version, 10) >= neededNode) return ok('Node', version);
  return failed('Node', `${version} is too old`, `Run npm ci, which brings Node ${neededNode}.`);
}

/** Where the settings can't be read. */
const defaultLanguages = { languages: ['en'], offered: 'all' } as const;

async function contentChecks(
  promptsDir: string | undefined,
  { languages, offered }: Pick<Settings, 'languages' | 'offered'>,
): Promise<readonly Check[]> {
  const roots: [string, ...string[]] = promptsDir ? [ownPrompts, promptsDir] : [ownPrompts];
  try {
    const content = await readContent({ roots, languages, offered });
    const { library, language } = content;
    const tags = languageTags(content);
    const named = `${tags.length > 1 ? 'languages' : 'language'} ${tags.join(', ')}`;
    const read = ok('Content', `${library.size} entries, ${named}`);
    const isThere = languages.includes(language);
    const preferred = isThere ? languages.slice(0, languages.indexOf(language)) : languages;
    const missing = preferred.filter((tag) => baseLanguage(tag) !== baseLanguage(language));
    if (isThere && missing.length === 0) return [read];
    const unknown =
      missing.length > 0 ? `there is no folder ${missing.join(', ')}` : 'names no language';
    return [
      read,
      warning(
        'LANGUAGE',
        `${unknown}; ${language} is used`,
        'Name a folder of prompts/ or of PROMPTS_DIR.',
      ),
    ];
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    const toDo = `Correct this file${promptsDir ? ' or PROMPTS_DIR' : ''}, or take it away.`;
    return error.problems.map((problem) =>
      problem.place === 'settings'
        ? failed(problem.field, problem.reason, 'Name folders of prompts/ or of PROMPTS_DIR.')
        : failed('Content', problemLine(problem), toDo),
    );
  }
}
