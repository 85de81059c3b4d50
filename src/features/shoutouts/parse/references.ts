import { unescapeMrkdwn } from '../../../slack/ui/mrkdwn.ts';

/** The name of a person, a group or a channel; `undefined` if it is not known, empty if hidden. */
export type NameOf = (id: string) => string | undefined;

/** In place of a person's name that isn't known: ids say nothing to people. */
const unknown = '@…';

/** The words for a person of another company and for a private channel, whose names are hidden. */
export type HiddenNames = { readonly person: string; readonly channel: string };

const reference = /<(?<target>[^<>|]*)(?:\|(?<label>[^<>]*))?>/g;
const mention = /^(?<kind>@|#|!subteam\^)(?<id>[A-Z0-9]+)$/;
const broadcast = /^!(?<name>here|channel|everyone)$/;
const scheme = /^(?:mailto:|tel:|https?:\/\/)/i;

/**
 * The plain text of what Slack sends: names instead of mentions, the words of a link with its
 * address where they hide it, and `& < >` unescaped.
 */
export function plainWords(text: string, nameOf: NameOf, hidden: HiddenNames): string {
  return unescapeMrkdwn(
    text.replace(reference, (_match, to: string, label: string | undefined) => {
      const { kind, id = '' } = mention.exec(to)?.groups ?? {};
      if (kind === '#') {
        const name = nameOf(id) || label;
        return name ? `#${name}` : hidden.channel;
      }
      if (kind && nameOf(id) === '') return hidden.person;
      if (kind) return nameOf(id) || withoutAt(label) || unknown;
      const { name } = broadcast.exec(to)?.groups ?? {};
      if (name) return `@${name}`;
      if (to.startsWith('!')) return label || to.slice(1);
      return linkWords(to, label);
    }),
  );
}

const withoutAt = (label: string | undefined): string | undefined => label?.replace(/^@/, '');

function linkWords(address: string, label: string | undefined): string {
  if (!label) return address.replace(/^(?:mailto:|tel:)/, '');
  const bare = (text: string) => text.replace(scheme, '').replace(/\/$/, '').toLowerCase();
  return bare(label) === bare(address) ? label : `${label} (${address})`;
}
