/** How much Slack takes, in characters: https://docs.slack.dev/reference/block-kit/blocks and the pages below it. */
export const limits = {
  header: 150,
  actions: 25,
  contextText: 2000,
  buttonText: 75,
  buttonValue: 2000,
  viewTitle: 24,
  /** Of a view's private metadata. */
  metadata: 3000,
  optionText: 75,
  optionValue: 150,
  /** In one menu. */
  options: 100,
  placeholder: 150,
  inputLabel: 2000,
  /** Ours: as much of a person's words as an answer gives back. Slack's own field takes 4,000. */
  verbatim: 4000,
} as const;

/** Cuts at a whole character, with an ellipsis where something was left out. */
export function within(limit: number, text: string): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
