import { findChannel } from '../state/find.ts';
import type { User, UserGroup, Workspace } from '../state/workspace.ts';

/** For escaped text. Punctuation at the end is not part of the link. */
const linkPattern = /\bhttps?:\/\/(?:(?!&[lg]t;)\S)*(?!&[lg]t;)[^\s.,;:!?)\]}'"]/g;
const channelPattern = /(^|[\s(])#([\p{L}\p{N}_-]+)/gu;

/** Text from the composer as mrkdwn: `& < >` escaped; mentions, channels and links encoded. */
export function encodeTyped(workspace: Workspace, text: string): string {
  const parts = splitAt(escapeText(text), linkPattern);
  return parts
    .map(({ match, text: part }) => (match ? `<${part}>` : withReferences(workspace, part)))
    .join('');
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function withReferences(workspace: Workspace, text: string): string {
  return withMentions(workspace, text).replace(channelPattern, (whole, before, name) => {
    const channel = findChannel(workspace, name);
    if (!channel) return whole;
    // Slack doesn't reveal a private channel's name.
    return `${before}<#${channel.id}|${channel.kind === 'public' ? channel.name : ''}>`;
  });
}

function withMentions(workspace: Workspace, text: string): string {
  const names = mentionables(workspace);
  const pattern = new RegExp(
    `(^|[^\\p{L}\\p{N}_@])@(${names.map(escapePattern).join('|')})(?![\\p{L}\\p{N}_])`,
    'giu',
  );
  const byName = new Map(names.map((name) => [name.toLowerCase(), referenceTo(workspace, name)]));
  return text.replace(pattern, (_, before: string, name: string) => {
    return `${before}${byName.get(name.toLowerCase())}`;
  });
}

const broadcasts = ['here', 'channel', 'everyone'];

/** All names for `@`, longest first, so that `@ana maria` doesn't match as `@ana`. */
function mentionables(workspace: Workspace): readonly string[] {
  const people = [...workspace.users.values()].flatMap(({ name, realName }) => [name, realName]);
  const groups = [...workspace.usergroups.values()].map(({ handle }) => handle);
  const names = [...new Set([...people, ...groups, ...broadcasts])];
  return names.sort((one, other) => other.length - one.length);
}

function referenceTo(workspace: Workspace, name: string): string {
  if (broadcasts.includes(name)) return `<!${name}>`;
  const user = [...workspace.users.values()].find((one) => isCalled(one, name));
  if (user) return `<@${user.id}>`;
  const group = [...workspace.usergroups.values()].find((one: UserGroup) => one.handle === name);
  return `<!subteam^${group?.id}|@${group?.handle}>`;
}

function isCalled(user: User, name: string): boolean {
  return user.name === name || user.realName === name;
}

function escapePattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function splitAt(text: string, pattern: RegExp): readonly { match: boolean; text: string }[] {
  const parts: { match: boolean; text: string }[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    parts.push({ match: false, text: text.slice(end, found.index) });
    parts.push({ match: true, text: found[0] });
    end = found.index + found[0].length;
  }
  return [...parts, { match: false, text: text.slice(end) }];
}
