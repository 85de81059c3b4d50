import { escapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';

/** U+2060, which nobody sees and no screen reader says. */
const wordJoiner = '\u2060';

const name = /(?<=[@#])(?=[\p{L}\p{N}_])/gu;
const scheme = /(?<=[a-z])(?=:\/\/)/giu;
/** `example.com`, but also the end of a sentence without a space after it, which looks the same. */
const domain = /(?<=[\p{L}\p{N}])(?=\.\p{L}{2})/gu;

/**
 * A person's text for places that Slack parses: mrkdwn, and the top-level text of a message. Escaping alone leaves what Slack
 * finds by itself: in mrkdwn that is not `verbatim`, and in `chat.update` whose `parse` is `client` unless told otherwise,
 * it makes links of addresses, channel names and `@` names. An unseen character breaks them; the words stay. Rich text needs
 * none of this: it is not parsed at all.
 */
export function neutralize(text: string): string {
  return escapeMrkdwn(
    text.replace(name, wordJoiner).replace(scheme, wordJoiner).replace(domain, wordJoiner),
  );
}
