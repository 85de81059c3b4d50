import { apiError } from '../../api-error.ts';
import { uninstallApp } from '../../state/installations.ts';
import { teamJson } from '../../state/teams.ts';
import { textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

/** About the app itself and its workspace. */
export const accountMethods: Methods = {
  'auth.test': { tier: 'auth', run: authTest },
  'auth.revoke': { tier: 3, run: revoke },
  'apps.uninstall': { tier: 1, run: uninstall },
  'team.info': { tier: 3, scopes: ['team:read'], run: teamInfo },
  'bots.info': { tier: 3, scopes: ['users:read'], run: botInfo },
};

function authTest({ workspace, installation, slack }: Call) {
  const bot = workspace.users.get(installation.botUserId);
  return {
    url: `${slack.url}/`,
    team: workspace.name,
    user: bot?.name ?? '',
    team_id: workspace.id,
    user_id: installation.botUserId,
    bot_id: installation.botId,
    ...(workspace.enterprise && { enterprise_id: workspace.enterprise.id }),
    is_enterprise_install: installation.isOrgWide,
  };
}

function revoke({ slack, workspace }: Call) {
  uninstallApp(slack, workspace);
  return { revoked: true };
}

function uninstall({ slack, workspace, args }: Call) {
  if (textOf(args, 'client_id') !== slack.app.clientId) throw apiError('invalid_client_id');
  if (textOf(args, 'client_secret') !== slack.app.clientSecret) throw apiError('bad_client_secret');
  uninstallApp(slack, workspace);
  return {};
}

function teamInfo({ workspace }: Call) {
  const { name } = workspace;
  const team = teamJson(workspace, workspace.id);
  return { team: { ...team, name, email_domain: `${team.domain}.example`, icon: {} } };
}

function botInfo({ workspace, installation, slack, args }: Call) {
  const id = textOf(args, 'bot') ?? installation.botId;
  if (id !== installation.botId) throw apiError('bot_not_found', id);
  const bot = workspace.users.get(installation.botUserId);
  return {
    bot: {
      id,
      deleted: false,
      name: bot?.realName ?? '',
      updated: Math.floor(slack.clock.now() / 1000),
      app_id: slack.app.id,
      user_id: installation.botUserId,
      icons: {},
    },
  };
}
