/** The page's location, kept in the URL so that two windows can show two users. */
export type PageLocation = {
  readonly team?: string | undefined;
  readonly user?: string | undefined;
  readonly channel?: string | undefined;
  /** The open tab of the app's direct message. */
  readonly tab?: 'home' | 'messages' | undefined;
  /** The `ts` of the message whose thread is open. */
  readonly thread?: string | undefined;
};

const keys = ['team', 'user', 'channel', 'tab', 'thread'] as const;

export function parseLocation(search: string): PageLocation {
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

/** The query string with its question mark; empty for an empty location. */
export function locationSearch(location: PageLocation): string {
  const query = new URLSearchParams();
  for (const key of keys) if (location[key]) query.set(key, location[key]);
  return query.size > 0 ? `?${query}` : '';
}
