/** What stands in place of a block that this page can't draw. */
export function Undrawable({ block }: { block: object }) {
  const type = 'type' in block ? String(block.type) : 'unknown';
  return (
    <details className="undrawable">
      <summary>A block of type “{type}” can’t be shown here</summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  );
}
