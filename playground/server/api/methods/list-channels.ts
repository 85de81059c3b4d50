import { apiError } from '../../api-error.ts';
import { isVisibleTo } from '../../state/find.ts';
import { channelJson } from '../../state/json/channel.ts';
import type { Channel } from '../../state/workspace.ts';
import { requireScope, scopeFor } from '../access-checks.ts';
import { isSet, listOf, page } from '../arguments.ts';
import type { Call } from '../method.ts';

const kinds: { readonly [type: string]: Channel['kind'] } = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** Lists visible channels of the types in `types`, each of which needs its scope. */
export function listChannels(call: Call, isWanted: (channel: Channel) => boolean) {
  const { workspace, installation, args } = call;
  const types = listOf(args, 'types');
  const wanted = (types.length ? types : ['public_channel']).map((type) => {
    const kind = kinds[type];
    if (!kind) throw apiError('invalid_types', type);
    requireScope(call, [scopeFor(kind, 'read')]);
    return kind;
  });
  const channels = [...workspace.channels.values()].filter(
    (channel) =>
      wanted.includes(channel.kind) &&
      isVisibleTo(channel, installation.botUserId) &&
      !(isSet(args, 'exclude_archived') && channel.isArchived) &&
      isWanted(channel),
  );
  const { items, response_metadata } = page(args, channels, 100);
  return {
    channels: items.map((channel) => channelJson(workspace, channel, installation.botUserId)),
    response_metadata,
  };
}
