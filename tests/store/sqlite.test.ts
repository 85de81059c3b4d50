import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from './contract.ts';
import { opened } from './opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
let files = 0;

contract((parts) => {
  files += 1;
  return opened(`sqlite:${folder}/${files}/store.sqlite`, parts);
});
