import { escapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';

/** U+2060: invisible, and not read by screen readers. */
const wordJoiner = '\u2060';

const name = /(?<=[@#])(?=[\p{L}\p{N}_])/gu;
const scheme = /(?<=[a-z])(?=:\/\/)/giu;
/** `example.com`; also a sentence end without a space after it, which looks the same. */
const domain = /(?<=[\p{L}\p{N}])(?=\.\p{L}{2})/gu;

/**
 * A person's text for places that Slack parses: mrkdwn, and the top-level text of a message.
 * Escaping is not enough there: in mrkdwn that is not `verbatim`, and in `chat.update` with its
 * default `parse` of `client`, Slack links addresses, channel names and `@` names. An invisible
 * character prevents that without changing the words. Rich text is not parsed and needs none of
 * this.
 */
export function neutralize(text: string): string {
  return escapeMrkdwn(
    text.replace(name, wordJoiner).replace(scheme, wordJoiner).replace(domain, wordJoiner),
  );
}
