/** The parsed `STORE_URL`. */
export type StoreAddress =
  | { readonly engine: 'memory' }
  | { readonly engine: 'sqlite'; readonly path: string }
  | {
      readonly engine: 'postgres';
      readonly url: string;
      readonly schema: string;
      /** A pooler in between, such as PgBouncer, may allow fewer than we would open. */
      readonly maxConnections: number;
    }
  | { readonly engine: 'redis'; readonly url: string; readonly prefix: string };

const defaultConnections = 10;
const sqliteUrl = /^sqlite:(?:\/\/)?(?<path>.+)$/;
const schemaName = /^[a-z_][a-z0-9_]{0,62}$/;
const prefixName = /^[\w.-]{1,60}$/;

const expectedUrl =
  'must be sqlite:path/to/file.sqlite, postgres://user:password@host/database,' +
  ' redis://host:6379/0 or memory:';

/** The address, or the problem. Never repeats the text, which may contain a password. */
export function parseStoreUrl(text: string): StoreAddress | { readonly problem: string } {
  if (text === 'memory:') return { engine: 'memory' };
  const { path } = sqliteUrl.exec(text)?.groups ?? {};
  if (path) return { engine: 'sqlite', path };
  const url = URL.parse(text);
  if (!url) return { problem: expectedUrl };
  switch (url.protocol) {
    case 'postgres:':
    case 'postgresql:': {
      const schema = takeParameter(url, 'schema') ?? 'public';
      if (url.pathname.length < 2)
        return { problem: 'must name a database: postgres://user:password@host/database' };
      if (!schemaName.test(schema))
        return {
          problem: 'has a schema with other characters than lower-case letters, digits and _',
        };
      const connections = takeParameter(url, 'connections') ?? String(defaultConnections);
      if (!/^([2-9]|[1-9]\d)$/.test(connections))
        return { problem: 'has a number of connections that is not between 2 and 99' };
      return { engine: 'postgres', url: url.href, schema, maxConnections: Number(connections) };
    }
    case 'redis:':
    case 'rediss:': {
      const prefix = takeParameter(url, 'prefix') ?? 'extra-mile';
      if (!/^\/?\d*$/.test(url.pathname))
        return { problem: 'must give the database as a number: redis://host:6379/0' };
      if (!prefixName.test(prefix))
        return { problem: 'has a prefix with other characters than letters, digits, . _ and -' };
      return { engine: 'redis', url: url.href, prefix };
    }
    default:
      return { problem: expectedUrl };
  }
}

/** Removes one of our parameters from the address, because the driver doesn't know it. */
function takeParameter(url: URL, name: string): string | undefined {
  const value = url.searchParams.get(name) ?? undefined;
  url.searchParams.delete(name);
  return value;
}
