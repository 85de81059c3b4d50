import { put } from '../../../ports/store.ts';
import { messagesKey, noMessages, type SentMessages } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** What is noted about the messages about a shout-out. */
export async function messagesOf(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
): Promise<SentMessages> {
  return (await store.get(messagesKey(workspace, id))) ?? noMessages;
}

/** Changes what is noted about the messages about a shout-out. */
export function updateMessages(
  { store }: RepositoryDeps,
  workspace: string,
  id: string,
  change: (before: SentMessages) => SentMessages,
): Promise<void> {
  const key = messagesKey(workspace, id);
  return store.update([key], (before = noMessages) => ({
    writes: [put(key, change(before))],
    result: undefined,
  }));
}

/** The report was taken out of the channel where it was before; it may be decided at this moment. */
export function withoutOld({ report, ...others }: SentMessages): SentMessages {
  if (!report) return others;
  const { old: _, ...left } = report;
  return { ...others, report: left };
}
