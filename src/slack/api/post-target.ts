import { isDirectMessage, SlackFailure, type Slacks } from '../../ports/slack.ts';

/** Why the app can't post into a channel. */
export type Obstacle = 'private' | 'public' | 'direct' | 'archived';

export type PostTarget = {
  readonly name: string;
  /** Whether everyone in the workspace may read the channel. */
  readonly isPublic: boolean;
  /** Whether people of another company are, or can be, in it. */
  readonly isShared: boolean;
};

/** The channel that the app is to post into, or the obstacle. */
export async function postTarget(
  { slacks }: { readonly slacks: Slacks },
  { workspace, id }: { readonly workspace: string; readonly id: string },
): Promise<PostTarget | { readonly obstacle: Obstacle }> {
  // Nothing is posted into direct messages, and without im:read Slack tells nothing about them.
  if (isDirectMessage(id)) return { obstacle: 'direct' };
  const slack = await slacks(workspace);
  try {
    const { name, kind, isArchived, isMember, isShared } = await slack.channel(id);
    if (kind === 'direct' || kind === 'group') return { obstacle: 'direct' };
    if (isArchived) return { obstacle: 'archived' };
    return isMember ? { name, isPublic: kind === 'public', isShared } : { obstacle: kind };
  } catch (error) {
    const code = error instanceof SlackFailure ? error.code : undefined;
    // Slack hides private channels that the app is not in.
    if (code === 'channel_not_found') return { obstacle: 'private' };
    // The app may read channels only, so this is a group direct message.
    if (code === 'missing_scope') return { obstacle: 'direct' };
    throw error;
  }
}

/** Slack's events and error codes for a channel that can't be posted to any more. */
const endReasons = new Map<string, 'left' | 'archived' | 'deleted'>([
  ['not_in_channel', 'left'],
  ['channel_left', 'left'],
  ['group_left', 'left'],
  ['is_archived', 'archived'],
  ['channel_archive', 'archived'],
  ['group_archive', 'archived'],
  ['channel_not_found', 'deleted'],
  ['channel_deleted', 'deleted'],
  ['group_deleted', 'deleted'],
]);

/** Why nothing can be posted any more, by Slack's event or error code. */
export const endReason = (code: string): 'left' | 'archived' | 'deleted' | 'other' =>
  endReasons.get(code) ?? 'other';
