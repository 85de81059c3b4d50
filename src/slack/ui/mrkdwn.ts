import { withoutControls } from '../../text/without-controls.ts';

/** Escapes Slack's control characters: without `<` there are no mentions, links or broadcasts. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Undoes `escapeMrkdwn`. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const slackSyntax = /<([^<>|]*)(?:\|([^<>]*))?>/g;

/**
 * The text as typed, from Slack's escaped form (`should_escape`, message events): mentions and
 * links become their labels, where Slack gives them, and control characters are unescaped. An id
 * without a label becomes `…`, as it says nothing to people.
 */
export function typedText(text: string): string {
  const labelled = text.replace(slackSyntax, (_all, target: string, label: string | undefined) =>
    label ? withSign(target, label) : withoutId(target),
  );
  return withoutControls(unescapeMrkdwn(labelled));
}

function withSign(target: string, label: string): string {
  const sign = { '@': '@', '#': '#' }[target.charAt(0)] ?? '';
  return label.startsWith(sign) ? label : sign + label;
}

const idReference = /^(?:[@#]|!subteam\^)[A-Z0-9]{1,40}$/;
const broadcast = /^!(?:here|channel|everyone)$/;

function withoutId(target: string): string {
  if (idReference.test(target)) return target.startsWith('#') ? '#…' : '@…';
  return broadcast.test(target) ? `@${target.slice(1)}` : target;
}
