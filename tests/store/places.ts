import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject, onTestFinished } from 'vitest';
import { postgresProgram } from './own-servers.ts';
import { onRedis, postgresUrl, redisUrl } from './servers.ts';

export type Place = {
  readonly url: string;
  /** Everything that is kept there: the bytes of files, a dump, or every key with its value. */
  readonly read: () => Promise<string>;
};

/** An empty place for a store on each engine, which is gone after the test. */
export const places = {
  SQLite: async (): Promise<Place> => {
    const folder = mkdtempSync(join(tmpdir(), 'store-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'store.sqlite');
    const read = async () =>
      globSync(`${path}*`)
        .map((file) => readFileSync(file, 'latin1'))
        .join('\n');
    return { url: `sqlite:${path}`, read };
  },
  Postgres: async (): Promise<Place> => {
    const url = await postgresUrl();
    const schema = new URL(url).searchParams.get('schema') ?? '';
    const args = ['--schema', schema, inject('postgres')];
    const dump = () =>
      promisify(execFile)(postgresProgram('pg_dump'), args, { maxBuffer: 2 ** 28 });
    return { url, read: async () => (await dump()).stdout };
  },
  Redis: async (): Promise<Place> => {
    const url = await redisUrl();
    const MATCH = `${new URL(url).searchParams.get('prefix')}::*`;
    const read = () =>
      onRedis(async (client) => {
        const all: unknown[] = [];
        for await (const keys of client.scanIterator({ MATCH, COUNT: 1000 }))
          if (keys.length > 0) all.push(keys, await client.mGet(keys));
        return JSON.stringify(all);
      });
    return { url, read };
  },
} as const;
