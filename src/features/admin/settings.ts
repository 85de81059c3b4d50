import { z } from 'zod';
import type { TaskNote } from '../../ports/outbox.ts';
import { type Key, put, type Store } from '../../ports/store.ts';

/** The people allowed to set up tips and recaps of channels: all, administrators, or a group's id. */
const planners = z.union([z.enum(['everyone', 'admins']), z.string().regex(/^S[A-Z0-9]+$/)]);

export const settingsSchema = z.object({
  planners: planners.default('everyone'),
  /** The id of the moderators' channel; by default that of the app's own settings. */
  moderators: z.string().optional(),
  guestsGive: z.boolean().default(true),
  guestsReceive: z.boolean().default(true),
});

/** What the administrators of a workspace have chosen. */
export type AdminSettings = z.infer<typeof settingsSchema>;

/** The id of the user group that may, if it is one. */
export const plannersGroup = ({ planners: who }: Pick<AdminSettings, 'planners'>) =>
  who === 'everyone' || who === 'admins' ? undefined : who;

const byDefault: AdminSettings = settingsSchema.parse({});

const settingsKey = (workspace: string): Key<AdminSettings> => ({
  namespace: 'admin',
  name: `${workspace}/settings`,
  schema: settingsSchema,
});

type SettingsChange = {
  readonly opened: AdminSettings;
  readonly read: AdminSettings;
  readonly move: TaskNote;
};

type StoreDeps = { readonly store: Store };

export async function settingsOf({ store }: StoreDeps, workspace: string): Promise<AdminSettings> {
  return (await store.get(settingsKey(workspace))) ?? byDefault;
}

/**
 * Changes those of `read` that differ from `opened`, which a person saw; the others may have been
 * changed by somebody else since. `move` is noted with another moderators' channel.
 */
export function changeSettings(
  { store }: StoreDeps,
  workspace: string,
  { opened, read, move }: SettingsChange,
): Promise<{ readonly before: AdminSettings; readonly after: AdminSettings }> {
  const key = settingsKey(workspace);
  return store.update([key, ...move.keys], (before = byDefault, ...values) => {
    const chosen = <Name extends keyof AdminSettings>(name: Name): AdminSettings[Name] =>
      read[name] === opened[name] ? before[name] : read[name];
    const moderators = chosen('moderators');
    const after: AdminSettings = {
      planners: chosen('planners'),
      guestsGive: chosen('guestsGive'),
      guestsReceive: chosen('guestsReceive'),
      ...(moderators === undefined ? {} : { moderators }),
    };
    const isMoved = after.moderators !== before.moderators;
    return {
      writes: [put(key, after), ...(isMoved ? move.writes(values) : [])],
      result: { before, after },
    };
  });
}
