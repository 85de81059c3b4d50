import { describe, expect, test } from 'vitest';
import {
  csvHeader,
  csvLine,
  exportRow,
  forEachShoutout,
} from '../../../../src/features/shoutouts/records/export.ts';
import { addShoutout } from '../../../../src/features/shoutouts/records/repository.ts';
import { cleanText } from '../../../../src/features/shoutouts/text/clean-text.ts';
import { hostileTexts } from '../hostile-texts.ts';
import { aShoutout, engines, kept, workspace } from './kept.ts';

const rowOf = (text: string) =>
  exportRow({ ...aShoutout({ people: ['U2', 'U3'] }), text }, 'a colleague');

const fileOf = (text: string) => csvHeader() + csvLine(rowOf(text));

/** Reads cells as RFC 4180 does. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
}

const isFormula = (cell: string) => /^[=+\-@\t\r＝＋－＠]/.test(cell);

describe('a CSV file', () => {
  test('has a header and a line for each shout-out, in RFC 4180 quoting', () => {
    const file = fileOf('She said "thank you, Ben"\nand waited.');
    expect(file.startsWith('\ufeff"id","given","edited","from","people","skill","text"')).toBe(
      true,
    );
    expect(file.split('\r\n')).toHaveLength(3);
    const cells = cellsOf(file);
    expect(cells).toContain('2026-11-24T09:00:00Z');
    expect(cells).toContain('U2 U3');
    expect(cells).toContain('She said "thank you, Ben"\nand waited.');
  });

  test('has no formula in any cell', () => {
    for (const text of hostileTexts) {
      expect(cellsOf(fileOf(cleanText(text))).filter(isFormula)).toEqual([]);
    }
  });

  test.each([';', '\t', '\n'])(
    'has none if a spreadsheet splits quoted cells at %j',
    (separator) => {
      for (const text of hostileTexts) {
        const cells = fileOf(cleanText(text)).split(separator).slice(1);
        const inside = cells.map((cell) => cell.replace(/^[\s"]+/, ''));
        expect(inside.filter(isFormula)).toEqual([]);
      }
    },
  );
});

test('emoji are characters in a file', () => {
  expect(rowOf('Ben waited :tada: :clap::skin-tone-3:').text).toBe('Ben waited 🎉 👏🏼');
});

test.each(engines)(
  'visits every shout-out of a workspace once, oldest first, in %s',
  async (engine) => {
    const { store } = await kept(engine);
    const ids: string[] = [];
    for (let number = 0; number < 15; number += 1) {
      const shoutout = aShoutout({ at: Date.UTC(2026, 10, 1 + number) });
      ids.push(shoutout.id);
      await addShoutout({ store }, workspace, `V${number}`, shoutout);
    }
    await addShoutout({ store }, 'T2', 'V1', aShoutout());
    const seen: string[] = [];
    await forEachShoutout({ store }, workspace, ({ id }) => void seen.push(id));
    expect(seen).toEqual(ids);
  },
);
