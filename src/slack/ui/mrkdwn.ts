/** Slack's three control characters, escaped for mrkdwn. With `<` gone there is no mention, no link and no broadcast. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Undoes `escapeMrkdwn`. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const slackSyntax = /<(?<target>[^<>|]*)(?:\|(?<label>[^<>]*))?>/g;

/**
 * What a person typed, from what Slack made of it (`should_escape`, message events): mentions and links become the words that
 * stood there where Slack still tells them, and the control characters are themselves again.
 */
export function typedText(text: string): string {
  const words = text.replace(slackSyntax, (_all, target: string, label: string | undefined) =>
    label ? withSign(target, label) : target,
  );
  return unescapeMrkdwn(words);
}

function withSign(target: string, label: string): string {
  const sign = { '@': '@', '#': '#' }[target.charAt(0)] ?? '';
  return label.startsWith(sign) ? label : sign + label;
}
