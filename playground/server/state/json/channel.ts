import type { JsonObject } from '../../json-object.ts';
import type { Channel } from '../workspace.ts';

/** A channel in the Web API's format, for the user `viewer`. */
export function channelJson(channel: Channel, viewer: string): JsonObject {
  const { id, kind, name, topic, members, created } = channel;
  const shared = { id, created, is_archived: channel.isArchived, is_im: kind === 'im' };
  const flags = { is_mpim: kind === 'mpim', is_org_shared: false, is_ext_shared: false };
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
    is_shared: false,
    unlinked: 0,
    context_team_id: channel.teamId,
    creator: [...members][0] ?? '',
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: members.size,
  };
}
