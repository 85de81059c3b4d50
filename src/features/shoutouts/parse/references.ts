/** The name of a person, a group or a channel by its id, where it is known. */
export type NameOf = (id: string) => string | undefined;

const reference = /<(?<target>[^<>|]*)(?:\|(?<label>[^<>]*))?>/g;
const target = /^(?<kind>@|#|!subteam\^)(?<id>[A-Z0-9]+)$/;
const broadcast = /^!(?<name>here|channel|everyone)$/;
const scheme = /^(?:mailto:|tel:|https?:\/\/)/i;

/**
 * What a person typed, from what Slack made of it: mentions are plain names, links are the words that stood there and, where
 * those hide it, the address; `& < >` are themselves again.
 */
export function plainWords(text: string, nameOf: NameOf): string {
  return unescaped(
    text.replace(reference, (_all, to: string, label: string | undefined) => {
      const { kind, id = '' } = target.exec(to)?.groups ?? {};
      if (kind === '#') return `#${nameOf(id) || label || id}`;
      if (kind) return nameOf(id) || withoutSign(label) || id;
      const { name } = broadcast.exec(to)?.groups ?? {};
      if (name) return `@${name}`;
      if (to.startsWith('!')) return label || to.slice(1);
      return linkWords(to, label);
    }),
  );
}

const withoutSign = (label: string | undefined): string | undefined => label?.replace(/^@/, '');

function linkWords(address: string, label: string | undefined): string {
  if (!label) return address.replace(/^(?:mailto:|tel:)/, '');
  const bare = (text: string) => text.replace(scheme, '').replace(/\/$/, '').toLowerCase();
  return bare(label) === bare(address) ? label : `${label} (${address})`;
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
