import type { Block } from '../../protocol.ts';
import { plainRichText } from './mrkdwn.ts';

type Cell = { readonly type: string; readonly text?: unknown };

/**
 * A block as the library may draw it: without its id, which would make doubles in the page, and with a table's plain cells as rich text,
 * because the library reads those as Markdown.
 */
export function readable(block: Block): object {
  const { block_id: _, ...rest } = block;
  if (block.type === 'table' && Array.isArray(block.rows)) {
    const rows = (block.rows as readonly (readonly Cell[])[]).map((row) => row.map(tableCell));
    return { ...rest, rows };
  }
  // Its buttons are drawn by us, below it.
  if (block.type === 'card') return { ...rest, actions: [] };
  return rest;
}

function tableCell(cell: Cell): object {
  const plain = cell.type === 'raw_text' || cell.type === 'raw_number';
  return plain ? plainRichText(String(cell.text ?? '')) : cell;
}
