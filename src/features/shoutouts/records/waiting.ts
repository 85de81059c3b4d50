import { byCodeUnits } from '../../../text/compare.ts';
import type { Shoutout } from '../shoutout.ts';
import { messagesKey, namespace, shoutoutKey, waitingPrefix, waitingSchema } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** Records that are read at once. */
const atOnce = 100;

/**
 * The shout-outs that wait and thank a person who has been told, newest first. Those that the person
 * keeps private are in their history. Read one by one, as nothing lists them by person.
 */
export async function waitingFor(
  { store }: RepositoryDeps,
  { workspace, user }: { readonly workspace: string; readonly user: string },
): Promise<readonly Shoutout[]> {
  const ids: string[] = [];
  const waiting = { namespace, prefix: waitingPrefix(workspace), schema: waitingSchema };
  await store.forEach(waiting, ({ value }) => void ids.push(value.id));
  ids.sort(byCodeUnits).reverse();
  const found: Shoutout[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const keys = ids.slice(from, from + atOnce).map((id) => shoutoutKey(workspace, id));
    const own = (await store.getMany(keys)).filter(
      (one) =>
        one?.state === 'waiting' && one.people.includes(user) && !one.declined.includes(user),
    ) as Shoutout[];
    if (own.length === 0) continue;
    const messages = await store.getMany(own.map(({ id }) => messagesKey(workspace, id)));
    const isTold = (place: number) =>
      messages[place]?.sent.some((one) => one.user === user) ?? false;
    found.push(...own.filter((_, place) => isTold(place)));
  }
  return found;
}
