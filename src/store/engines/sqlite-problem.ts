import { dirname } from 'node:path';
import { Problems } from '../../problems.ts';
import { MissingStore } from '../missing-store.ts';

const damaged =
  'is damaged or is not an SQLite database. It was left unchanged.' +
  ' Restore a backup, or name another file in STORE_URL';
const notWritable =
  'cannot be written. Let the user that the app runs as write this file and its folder';
const full =
  'cannot be written because the disk is full.' +
  ' Saved data is still there; make room and start again';
/** By SQLite's result codes, https://sqlite.org/rescode.html, and Node's error codes. */
const reasons: Readonly<Record<number | string, string>> = {
  5: 'is locked by another process, such as a backup. Wait until it ends, and start again',
  8: notWritable,
  10: 'cannot be read or written: the disk reports an error. Check the disk first',
  11: damaged,
  13: full,
  14:
    'cannot be opened.' +
    ' Check that the folder exists and that the user that the app runs as may write to it',
  26: damaged,
  foreign:
    'is a database of another program. It was left unchanged. Name another file in STORE_URL',
  deleted:
    'was deleted or moved away while the app was running. Put it back or restore a backup, and the' +
    ' app goes on by itself; or restart it to begin with an empty file',
  ENOSPC: full,
  4874: full,
  EROFS: notWritable,
  EACCES: notWritable,
  EPERM: notWritable,
  ENOTDIR: 'cannot be created, because a part of its path is a file, not a folder',
  EEXIST: 'cannot be created, because a part of its path is a file, not a folder',
};

/** Why this file can't be used, for the operator. */
export function sqliteProblem(path: string, error: unknown): Problems {
  if (error instanceof Problems) return error;
  if (error === 'missing') return new MissingStore(`${path} does not exist`);
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
