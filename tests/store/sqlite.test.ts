import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contract, refusals } from './contract.ts';
import { opened } from './opened.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'store-')), 'deeper', 'store.sqlite');

contract((parts) => opened(`sqlite:${newFile()}`, parts));

refusals(async (parts) => {
  const file = newFile();
  const store = await opened(`sqlite:${file}`, parts);
  const other = new DatabaseSync(file);
  return {
    ...store,
    refuse: () => other.exec('ALTER TABLE entries RENAME TO away'),
    accept: () => other.exec('ALTER TABLE away RENAME TO entries'),
  };
});
