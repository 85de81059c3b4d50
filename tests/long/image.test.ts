import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'vitest';
import { imageWorks } from '../process/image.ts';

test('the steps of the image give an app and commands that work, with packages from npm', () =>
  imageWorks((cwd, [npm = '', ...args]) =>
    promisify(execFile)(npm, [...args, '--prefer-offline', '--no-audit'], { cwd }),
  ));
