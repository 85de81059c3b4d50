import { z } from 'zod';
import { auditActs } from '../ports/audit.ts';
import type { Key } from '../ports/store.ts';

export const namespace = 'audit';

export const entrySchema = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  what: z.enum(auditActs),
  who: z.string(),
  where: z.string().optional(),
  to: z.string().optional(),
});
export type EntryRecord = z.infer<typeof entrySchema>;

export const day = 24 * 3_600_000;

/** The names of a workspace's entries begin so. */
export const entryPrefix = (workspace: string): string => `${workspace}/entry/`;

const entryName = /^(?<workspace>[^/]+)\/entry\/(?<id>[^/]+)$/;

/** The workspace and the id in the name of an entry; `undefined` for any other record. */
export function parseEntryName(
  name: string,
): { readonly workspace: string; readonly id: string } | undefined {
  const { workspace, id } = entryName.exec(name)?.groups ?? {};
  return workspace && id ? { workspace, id } : undefined;
}

export function entryKey(workspace: string, id: string, days: number): Key<EntryRecord> {
  const name = entryPrefix(workspace) + id;
  return { namespace, name, schema: entrySchema, maxTtl: days * day };
}

const latestSchema = z.object({ ids: z.array(z.string()) });

/** Any record of the audit log. */
export const recordSchema = z.union([entrySchema, latestSchema]);

/** The ids of a workspace's latest entries, the newest last; nothing else is read for them. */
export function latestKey(workspace: string): Key<z.infer<typeof latestSchema>> {
  return { namespace, name: `${workspace}/latest`, schema: latestSchema };
}
