import { z } from 'zod';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { updatePreferences } from '../../src/features/shoutouts/records/preferences.ts';
import type { Wish } from '../../src/features/shoutouts/shoutout.ts';
import type { Store } from '../../src/ports/store.ts';

/** People who have chosen how to be thanked: publicly, so that no card waits for them, or otherwise. */
export async function knownPeople(
  slack: LocalSlack,
  store: Store,
  names: readonly string[],
  wish: Wish = 'publicly',
): Promise<void> {
  const answer = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken()}` },
  });
  const { team_id: workspace } = z.object({ team_id: z.string() }).parse(await answer.json());
  await Promise.all(
    names.map((name) => updatePreferences({ store }, workspace, slack.person(name).id, { wish })),
  );
}
