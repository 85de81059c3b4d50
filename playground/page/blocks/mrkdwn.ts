import type { Inline, RichText, RichTextPart, Style } from './block-kit.ts';

/**
 * Parses Slack's mrkdwn into rich text. The rendering library treats mrkdwn as Markdown and decodes
 * `&lt;` first: an escaped mention would become a live one, and a line like `# 1` a heading.
 */
export function richText(mrkdwn: string): RichText {
  const parts = mrkdwn
    .split(fence)
    .flatMap((piece, index) =>
      index % 2 === 1
        ? [{ type: 'rich_text_preformatted', elements: literal(piece) } as const]
        : lines(trimFenceBreaks(piece, index > 0)),
    );
  return { type: 'rich_text', elements: parts };
}

/** Parses plain text, in which only `:emoji:` has a meaning. */
export function plainRichText(text: string, emoji = true): RichText {
  const elements = emoji ? parseInlines(text, [emojiRule], {}) : [{ type: 'text', text } as const];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

const fence = /```\n?([\s\S]+?)\n?```/;
const quoteMark = /^(?:&gt;|>) ?/;

function trimFenceBreaks(text: string, afterFence: boolean): string {
  return afterFence ? text.replace(/^\n/, '') : text;
}

/** Groups consecutive quoted lines into a quote and other lines into a section. */
function lines(text: string): readonly RichTextPart[] {
  if (text === '') return [];
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = quoteMark.test(line);
    const last = groups.at(-1);
    const bare = quoted ? line.replace(quoteMark, '') : line;
    if (last?.quoted === quoted) last.lines.push(bare);
    else groups.push({ quoted, lines: [bare] });
  }
  return groups.map((group) => ({
    type: group.quoted ? 'rich_text_quote' : 'rich_text_section',
    elements: parseInlines(group.lines.join('\n'), mrkdwnRules, {}),
  }));
}

type Rule = {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, style: Style) => readonly Inline[];
};

const emojiRule: Rule = {
  pattern: /(?<!\d):([a-z0-9_+'-]+)(?:::skin-tone-([2-6]))?:/,
  read: (match) => [
    {
      type: 'emoji',
      name: match[1] ?? '',
      ...(match[2] ? { skin_tone: Number(match[2]) as 2 } : {}),
    },
  ],
};

const styleNames = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

const mrkdwnRules: readonly Rule[] = [
  { pattern: /<([^<>\n]+)>/, read: (match, style) => parseReference(match[1] ?? '', style) },
  {
    pattern: /`([^`\n]+)`/,
    read: (match, style) => [{ ...text(match[1] ?? ''), style: { ...style, code: true } }],
  },
  emojiRule,
  {
    pattern: /(?<![\p{L}\p{N}*_~])([*_~])(?=\S)((?:<[^<>]*>|[^\n])+?)(?<=\S)\1(?![\p{L}\p{N}])/u,
    read: (match, style) =>
      parseInlines(match[2] ?? '', mrkdwnRules, {
        ...style,
        [styleNames[match[1] as keyof typeof styleNames]]: true,
      }),
  },
];

/** Applies the rule with the earliest match, then continues after the match. */
function parseInlines(source: string, rules: readonly Rule[], style: Style): readonly Inline[] {
  const found: Inline[] = [];
  let rest = source;
  for (let first = firstMatch(rest, rules); first; first = firstMatch(rest, rules)) {
    const before = rest.slice(0, first.match.index);
    if (before) found.push(styled(plain(before, rules), style));
    found.push(...first.rule.read(first.match, style));
    rest = rest.slice(first.match.index + first.match[0].length);
  }
  if (rest) found.push(styled(plain(rest, rules), style));
  return found;
}

function firstMatch(source: string, rules: readonly Rule[]) {
  let first: { rule: Rule; match: RegExpExecArray } | undefined;
  for (const rule of rules) {
    const match = rule.pattern.exec(source);
    if (match && (!first || match.index < first.match.index)) first = { rule, match };
  }
  return first;
}

/** Parses the inside of angle brackets: a mention, a date or a link. */
function parseReference(inside: string, style: Style): readonly Inline[] {
  const [target = '', label] = split(inside, '|');
  const name = target.slice(1);
  if (target.startsWith('@')) return [styled({ type: 'user', user_id: name }, style)];
  if (target.startsWith('#')) return [styled({ type: 'channel', channel_id: name }, style)];
  if (target.startsWith('!subteam^'))
    return [styled({ type: 'usergroup', usergroup_id: target.slice(9) }, style)];
  if (target === '!here' || target === '!channel' || target === '!everyone')
    return [{ type: 'broadcast', range: name as 'here' }];
  if (target.startsWith('!date^')) return [date(target, label ?? '', style)];
  if (/^(https?|mailto|tel|slack):/.test(target)) {
    const url = decode(target);
    return [styled({ type: 'link', url, text: label ? decode(label) : url }, style)];
  }
  return [styled(text(`<${inside}>`), style)];
}

function date(target: string, fallback: string, style: Style): Inline {
  const [, timestamp, format] = target.split('^');
  if (!timestamp || !format || Number.isNaN(Number(timestamp)))
    return styled(text(fallback), style);
  return styled({ type: 'date', timestamp: Number(timestamp), format: decode(format) }, style);
}

function split(source: string, mark: string): readonly [string, string?] {
  const at = source.indexOf(mark);
  return at < 0 ? [source] : [source.slice(0, at), source.slice(at + 1)];
}

function literal(source: string): readonly Inline[] {
  return [
    text(source.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, target, label) => label || target)),
  ];
}

function plain(source: string, rules: readonly Rule[]): Inline {
  return rules === mrkdwnRules ? text(source) : { type: 'text', text: source };
}

function text(source: string) {
  return { type: 'text', text: decode(source) } as const;
}

function styled(inline: Inline, style: Style): Inline {
  return Object.keys(style).length > 0 ? { ...inline, style } : inline;
}

function decode(source: string): string {
  return source.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
