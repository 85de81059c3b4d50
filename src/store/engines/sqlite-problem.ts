import { dirname } from 'node:path';
import { Problems } from '../../problems.ts';

/** SQLite's own numbers for what went wrong: <https://sqlite.org/rescode.html>. */
const damaged =
  'is damaged, or is no SQLite database. It was left as it is. Put a backup in its place, or name another file in STORE_URL';
const notWritable =
  'cannot be written. Give the user that the app runs as the right to write this file and its folder';
const full =
  'cannot be written, because the disk is full. What was saved is still there; make room and start again';
const reasons: Readonly<Record<number | string, string>> = {
  5: 'is held by another process, such as a backup. Wait until that ends, and start again',
  8: notWritable,
  10: 'cannot be read or written: the disk reports an error. Look at the disk before anything else',
  11: damaged,
  13: full,
  14: 'cannot be opened. Check that the folder is there and that the user that the app runs as may write it',
  26: damaged,
  foreign: 'is a database of another program. It was left as it is. Name another file in STORE_URL',
  missing: 'is not there',
  ENOSPC: full,
  4874: full,
  EROFS: notWritable,
  EACCES: notWritable,
  EPERM: notWritable,
  ENOTDIR: 'cannot be made, because a part of its path is a file and no folder',
  EEXIST: 'cannot be made, because a part of its path is a file and no folder',
};

/** What stands against this file, in words. */
export function sqliteProblem(path: string, error: unknown): Problems {
  if (error instanceof Problems) return error;
  const { errcode, code, message } = (error ?? {}) as {
    errcode?: number;
    code?: string;
    message?: string;
  };
  const known =
    typeof error === 'string'
      ? reasons[error]
      : (reasons[errcode ?? 0] ?? reasons[(errcode ?? 0) & 0xff] ?? reasons[code ?? '']);
  const where = code?.startsWith('E') && !errcode ? dirname(path) : path;
  const reason = `${where} ${known ?? `cannot be used: ${message}`}`;
  return new Problems([{ place: 'settings', field: 'STORE_URL', reason }]);
}
