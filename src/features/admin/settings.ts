import { z } from 'zod';
import { type Key, put, type Store } from '../../ports/store.ts';

/** Who may set up tips and recaps of channels: everyone, administrators, or a user group by its id. */
const planners = z.union([z.enum(['everyone', 'admins']), z.string().regex(/^S[A-Z0-9]+$/)]);

const settings = z.object({
  planners: planners.default('everyone'),
  /** The id of the moderators' channel; by default that of the app's own settings. */
  moderators: z.string().optional(),
  guestsGive: z.boolean().default(true),
  guestsReceive: z.boolean().default(true),
});

/** What the administrators of a workspace have chosen. */
export type AdminSettings = z.infer<typeof settings>;

const byDefault: AdminSettings = settings.parse({});

const settingsKey = (workspace: string): Key<AdminSettings> => ({
  namespace: 'admin',
  name: `${workspace}/settings`,
  schema: settings,
});

type StoreDeps = { readonly store: Store };

export async function settingsOf({ store }: StoreDeps, workspace: string): Promise<AdminSettings> {
  return (await store.get(settingsKey(workspace))) ?? byDefault;
}

/** Resolves with the settings before. */
export function changeSettings(
  { store }: StoreDeps,
  workspace: string,
  next: AdminSettings,
): Promise<AdminSettings> {
  const key = settingsKey(workspace);
  return store.update([key], (before = byDefault) => ({
    writes: [put(key, next)],
    result: before,
  }));
}
