import { useState } from 'react';
import type { Block } from '../../protocol.ts';
import { plainRichText } from './mrkdwn.ts';
import { RenderedBlock } from './rendered-block.tsx';

type Cell = { readonly type: string; readonly text?: string };

export type DataTableBlock = Block & {
  readonly caption: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly page_size?: number;
  readonly row_header_column_index?: number;
};

/** A data table, page by page. The sorting and filtering that Slack offers are not drawn. */
export function DataTable({ block }: { block: DataTableBlock }) {
  const { caption, page_size: size = 5, row_header_column_index: headed = 0 } = block;
  const [header = [], ...rows] = block.rows;
  const [page, setPage] = useState(0);
  const last = Math.ceil(rows.length / size) - 1;
  const first = Math.min(page, last) * size;
  return (
    <div className="data-table">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={keyOf(cell, at)} scope="col">
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(first, first + size).map((row, at) => (
            <tr key={keyOf(row[headed], first + at)}>
              {row.map((cell, column) =>
                column === headed ? (
                  <th key={keyOf(cell, column)} scope="row">
                    <CellContent cell={cell} />
                  </th>
                ) : (
                  <td key={keyOf(cell, column)}>
                    <CellContent cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {last > 0 && (
        <div className="data-table-pages">
          <PageButton label="Previous rows" isOff={first === 0} go={() => setPage(page - 1)} />
          <span aria-live="polite">
            {first + 1}–{Math.min(first + size, rows.length)} of {rows.length}
          </span>
          <PageButton label="Next rows" isOff={page >= last} go={() => setPage(page + 1)} />
        </div>
      )}
    </div>
  );
}

/** Stays focusable at the end, so that the keyboard doesn't lose its place. */
function PageButton({
  label,
  isOff,
  go,
}: {
  readonly label: string;
  readonly isOff: boolean;
  readonly go: () => void;
}) {
  return (
    <button type="button" className="button" aria-disabled={isOff} onClick={() => isOff || go()}>
      {label}
    </button>
  );
}

function CellContent({ cell }: { cell: Cell }) {
  return (
    <RenderedBlock block={cell.type === 'rich_text' ? cell : plainRichText(cell.text ?? '')} />
  );
}

const keyOf = (cell: Cell | undefined, at: number): string => `${at} ${cell?.text ?? ''}`;
