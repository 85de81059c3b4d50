import { refusal } from '../../api-error.ts';
import { uninstallApp } from '../../state/installations.ts';
import { textOf } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

/** What the app may ask about itself and its workspace. */
export const accountMethods: Methods = {
  'auth.test': { tier: 'auth', run: authTest },
  'auth.revoke': { tier: 3, run: revoke },
  'apps.uninstall': { tier: 1, run: uninstall },
  'team.info': { tier: 3, scopes: ['team:read'], run: teamInfo },
  'bots.info': { tier: 3, scopes: ['users:read'], run: botInfo },
};

function authTest({ workspace, installation, world }: Call) {
  const bot = workspace.users.get(installation.botUserId);
  return {
    url: `${world.url}/`,
    team: workspace.name,
    user: bot?.name ?? '',
    team_id: workspace.id,
    user_id: installation.botUserId,
    bot_id: installation.botId,
    is_enterprise_install: false,
  };
}

function revoke({ world, workspace }: Call) {
  uninstallApp(world, workspace);
  return { revoked: true };
}

function uninstall({ world, workspace, args }: Call) {
  if (textOf(args, 'client_id') !== world.app.clientId) throw refusal('invalid_client_id');
  if (textOf(args, 'client_secret') !== world.app.clientSecret) throw refusal('bad_client_secret');
  uninstallApp(world, workspace);
  return {};
}

function teamInfo({ workspace }: Call) {
  const { id, name, domain } = workspace;
  return { team: { id, name, domain, email_domain: `${domain}.example`, icon: {} } };
}

function botInfo({ workspace, installation, world, args }: Call) {
  const id = textOf(args, 'bot') ?? installation.botId;
  if (id !== installation.botId) throw refusal('bot_not_found', id);
  const bot = workspace.users.get(installation.botUserId);
  return {
    bot: {
      id,
      deleted: false,
      name: bot?.realName ?? '',
      updated: Math.floor(world.clock.now() / 1000),
      app_id: world.app.id,
      user_id: installation.botUserId,
      icons: {},
    },
  };
}
