/** Line breaks that only some programs show as such. */
const lineBreaks = /[\u2028\u2029]/g;

/**
 * Control characters other than tab and line break, and those that turn the direction of the text
 * around them: embeddings, overrides and isolates.
 */
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/g;

/**
 * A typed text, or a name that people gave themselves, without characters that hide or reorder the
 * words around them. Every text that comes from Slack passes through here.
 */
export function withoutControls(text: string): string {
  return text.replace(lineBreaks, '\n').replace(controls, '');
}
