import type { JsonObject } from '../../json-object.ts';
import { teamsIn } from '../teams.ts';
import type { Channel, Workspace } from '../workspace.ts';

/** A channel in the Web API's format, for the user `viewer`. */
export function channelJson(
  workspace: Workspace,
  channel: Channel,
  viewer: string,
  { locale = false }: { readonly locale?: boolean } = {},
): JsonObject {
  const { id, kind, name, topic, members, created } = channel;
  const shared = {
    ...{ id, created, is_archived: channel.isArchived, is_im: kind === 'im' },
    ...(locale && { locale: channel.locale }),
  };
  const companies = teamsIn(workspace, channel, 'connect');
  const sisters = teamsIn(workspace, channel, 'grid');
  const is_ext_shared = companies.length > 0;
  const is_org_shared = sisters.length > 0;
  const flags = { is_mpim: kind === 'mpim', is_org_shared, is_ext_shared };
  if (kind === 'im') {
    const user = [...members].find((member) => member !== viewer) ?? viewer;
    return { ...shared, ...flags, user, is_user_deleted: false, priority: 0 };
  }
  return {
    ...shared,
    ...flags,
    name,
    name_normalized: name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_private: kind !== 'public',
    is_general: name === 'general',
    is_member: members.has(viewer),
    is_shared: is_ext_shared || is_org_shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    ...(is_ext_shared && {
      conversation_host_id: channel.teamId,
      connected_team_ids: companies,
      internal_team_ids: [channel.teamId, ...sisters],
    }),
    shared_team_ids: [channel.teamId, ...sisters, ...companies],
    unlinked: 0,
    context_team_id: channel.teamId,
    creator: [...members][0] ?? '',
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: members.size,
  };
}
