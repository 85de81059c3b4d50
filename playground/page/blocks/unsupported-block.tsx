/** Placeholder for a block type this page can't render. */
export function UnsupportedBlock({ block }: { block: object }) {
  const type = 'type' in block ? String(block.type) : 'unknown';
  return (
    <details className="unsupported-block">
      <summary>A block of type “{type}” can’t be shown here</summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  );
}
