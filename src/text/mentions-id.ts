/** Whether a text contains one of Slack's ids, and not as a part of a longer one. */
export function mentionsId(id: string): (text: string) => boolean {
  const whole = new RegExp(`(?<![A-Z0-9])${RegExp.escape(id)}(?![A-Z0-9])`);
  return (text) => text.includes(id) && whole.test(text);
}
