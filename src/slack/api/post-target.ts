import { SlackFailure, type Slacks } from '../../ports/slack.ts';

/** Why the app can't post into a channel as things are. */
export type Obstacle = 'private' | 'public' | 'direct' | 'archived';

/** What is known of a place where the app is to post: its name, or what stands against it. */
export async function postTarget(
  { slacks }: { readonly slacks: Slacks },
  { workspace, id }: { readonly workspace: string; readonly id: string },
): Promise<{ readonly name: string } | { readonly obstacle: Obstacle }> {
  // A direct message is no place for it, and without the scope for them Slack doesn't say what one is, not even of our own.
  if (id.startsWith('D')) return { obstacle: 'direct' };
  const slack = await slacks(workspace);
  try {
    const { name, kind, isArchived, isMember } = await slack.channel(id);
    if (kind === 'direct' || kind === 'group') return { obstacle: 'direct' };
    if (isArchived) return { obstacle: 'archived' };
    return isMember ? { name } : { obstacle: kind };
  } catch (error) {
    const code = error instanceof SlackFailure ? error.code : undefined;
    // Slack doesn't tell of private channels that we are not in.
    if (code === 'channel_not_found') return { obstacle: 'private' };
    // We may read of channels, and of nothing else: it is a conversation between several people.
    if (code === 'missing_scope') return { obstacle: 'direct' };
    throw error;
  }
}
