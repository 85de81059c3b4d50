/** Where somebody is: kept in the address, so that two windows can be two people. */
export type Place = {
  readonly team?: string | undefined;
  readonly user?: string | undefined;
  readonly channel?: string | undefined;
  /** Which tab of the app's own conversation is open. */
  readonly tab?: 'home' | 'messages' | undefined;
  /** The `ts` of the message whose thread is open. */
  readonly thread?: string | undefined;
};

const keys = ['team', 'user', 'channel', 'tab', 'thread'] as const;

export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const text = (key: string) => query.get(key) || undefined;
  const tab = text('tab');
  return {
    team: text('team'),
    user: text('user'),
    channel: text('channel'),
    tab: tab === 'home' || tab === 'messages' ? tab : undefined,
    thread: text('thread'),
  };
}

/** The query of an address, with its question mark; empty for nowhere in particular. */
export function placeSearch(place: Place): string {
  const query = new URLSearchParams();
  for (const key of keys) if (place[key]) query.set(key, place[key]);
  return query.size > 0 ? `?${query}` : '';
}
