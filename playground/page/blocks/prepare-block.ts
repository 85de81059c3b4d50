import type { Block } from '../../protocol.ts';
import { plainRichText } from './mrkdwn.ts';

type Cell = { readonly type: string; readonly text?: unknown };

/**
 * Prepares a block for the library. Removes its id, which would become a duplicate DOM id, and
 * converts plain table cells to rich text, because the library treats them as Markdown.
 */
export function prepareBlock(block: Block): object {
  const { block_id: _, ...rest } = block;
  if (block.type === 'table' && Array.isArray(block.rows)) {
    const rows = (block.rows as readonly (readonly Cell[])[]).map((row) => row.map(tableCell));
    return { ...rest, rows };
  }
  // The page renders the buttons itself, below the card.
  if (block.type === 'card') return { ...rest, actions: [] };
  return rest;
}

function tableCell(cell: Cell): object {
  const plain = cell.type === 'raw_text' || cell.type === 'raw_number';
  return plain ? plainRichText(String(cell.text ?? '')) : cell;
}
