import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { PersonalData } from '../../ports/personal-data.ts';
import { SlackFailure, type Slacks } from '../../ports/slack.ts';
import { type Key, put, remove, type Store } from '../../ports/store.ts';

const welcome = z.object({
  /** When it was said, or needn't be any more; in milliseconds. */
  at: z.number(),
});

/** Kept for good, so that nobody is welcomed twice; `id` is a person's or a channel's. */
function welcomeKey(workspace: string, id: string): Key<z.infer<typeof welcome>> {
  return { namespace: 'welcome', name: `${workspace}/${id}`, schema: welcome };
}

/**
 * Says something once for ever, on whichever replica: it is noted first, and the note is taken back
 * if Slack certainly didn't post. If that is unknown, once is enough.
 */
export async function onceFor(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { workspace, id }: { readonly workspace: string; readonly id: string },
  say: () => Promise<void>,
): Promise<void> {
  const key = welcomeKey(workspace, id);
  // The tab is opened often; this is all that it costs.
  if (await store.get(key)) return;
  const isFirst = await store.update([key], (before) => ({
    writes: before ? [] : [put(key, { at: clock.now() })],
    result: before === undefined,
  }));
  if (!isFirst) return;
  try {
    await say();
  } catch (error) {
    if (error instanceof SlackFailure && error.outcome !== 'unsure')
      await store.setMany([remove(key)]);
    throw error;
  }
}

/** The direct message with a person, if nothing was said in it so far. */
export async function emptyConversation(
  slacks: Slacks,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<string | undefined> {
  const slack = await slacks(workspace);
  const channel = await slack.directChannel(user);
  return (await slack.hasMessages(channel)) ? undefined : channel;
}

/** Whether a person was welcomed is of no use to them. */
export function welcomeData({ store }: { readonly store: Store }): PersonalData {
  return {
    count: async () => ({}),
    rows: async () => [],
    erase: async ({ workspace, user }) => {
      await store.setMany([remove(welcomeKey(workspace, user))]);
      return { isDone: true };
    },
  };
}
