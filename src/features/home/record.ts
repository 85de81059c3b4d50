import { z } from 'zod';
import type { Key } from '../../ports/store.ts';

const homeRecord = z.object({
  /** When it was last published, or found to be up to date; milliseconds since 1970. */
  checkedAt: z.number(),
  /** Slack's hash of the published view, and ours of its blocks. */
  hash: z.string().optional(),
  digest: z.number().optional(),
  /** Names the latest change of something that it shows. */
  change: z.string().optional(),
});

/** Of each person who has opened their Home tab. */
export type HomeRecord = z.infer<typeof homeRecord>;

export function homeKey({ workspace, user }: Owner): Key<HomeRecord> {
  return { namespace: 'home', name: `${workspace}/${user}`, schema: homeRecord };
}

/** The person whose Home tab it is. */
export type Owner = { readonly workspace: string; readonly user: string };
