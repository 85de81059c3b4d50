/** Texts that try to ping, to disguise a link, to reverse writing, or to run. */
const attacks: readonly string[] = [
  // Pings.
  '<!channel>',
  '<!here>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S012ABC|@desk>',
  '<@U012ABC>',
  '<@W012ABC|ana>',
  '<#C012ABC|general>',
  '@channel',
  '@here',
  '@everyone',
  '#general',
  '@ana.costa',
  '&lt;!channel&gt;',
  '&amp;lt;!here&amp;gt;',
  '<<!channel>>',
  '<!chan<!channel>nel>',
  '<\u200b!channel>',
  '<!\u2060here>',
  '＠channel',
  '<!date^1392734382^{date}|<!here>>',
  // Links in disguise.
  '<https://evil.example|https://my.bank>',
  '<https://evil.example>',
  '[my bank](https://evil.example)',
  'https://my.bank@evil.example',
  'https://evil.example/\u202egnp.exe',
  'https://еxample.com',
  'javascript:alert(1)',
  'slack://channel?team=T1&id=C1',
  '<mailto:a@evil.example|support>',
  '<tel:+1900555|call>',
  'evil.example',
  'http://127.0.0.1:3001/metrics',
  'data:text/html,<b>x</b>',
  // Reversed, overprinting and invisible text.
  '\u202eanihc\u202c',
  '\u2066\u2067\u2068',
  '\u061c\u200f\u200e',
  'Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030bal\u0321\u0322\u0323\u0324go',
  '\u0e01\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47',
  'a\u20dd\u20de\u0489',
  '\u200b\u200c\u200d\ufeff',
  '\u3164\u115f\u1160\uffa0',
  'pass\u00adword',
  '\u{e0041}\u{e0042}\u{e007f}',
  'x\ufe00\ufe0f\u{e0100}',
  '\u180e\u2800\u034f',
  '\u0000\u0007\u001b[31mred',
  '\u009b31m',
  '\ud800',
  'a\udc00b',
  '\uffff\ufdd0',
  '\ufff9a\ufffab\ufffb',
  '\ue000\uf8ff',
  '\u2028\u2029\u0085\v\f',
  '\r\n\r\n\r\n\r\n',
  '\t\t\t',
  // Characters of four bytes, and sequences of them.
  '😀😀😀',
  '👩‍👩‍👧‍👦👨🏿‍🚒🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '𝕋𝕙𝕒𝕟𝕜𝕤',
  '𠜎𠜱𠝹',
  '🇵🇹🇵🇹',
  'ﷺ﷽',
  // Spreadsheet formulas.
  '=1+1',
  '=HYPERLINK("https://evil.example","open")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  ';=1+1;',
  '"=1+1"',
  '","=1+1',
  // Slack's formatting.
  '*bold* _it_ ~no~ `code`',
  '```',
  '> quoted',
  '• item',
  ':tada: :skull:',
  '<!-- x -->',
  '*<!channel>*',
  '`<@U012ABC>`',
  // Other formats.
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE keyv; --",
  '{person} {0, plural, other {#}}',
  '{',
  '}',
  "'{'",
  '$\u007b7*7}',
  '{{constructor}}',
  '%s %n %00',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '\\u003c!channel\\u003e',
  '{"type":"button"}',
  'null',
  // More than a field allows.
  'a'.repeat(700),
  'waited '.repeat(500),
  '<!channel>'.repeat(60),
  '\u0301'.repeat(600),
  '😀'.repeat(620),
  '&'.repeat(600),
  '<'.repeat(600),
];

const sentences: readonly ((attack: string) => string)[] = [
  (attack) => attack,
  (attack) => `${attack} she waited with me`,
  (attack) => `she waited with me ${attack}`,
  (attack) => `she waited ${attack} with me`,
  (attack) => `"${attack}", she said to me\n${attack}`,
];

/** More than 500 hostile texts, each by itself and within a sentence. */
export const hostileTexts: readonly string[] = attacks.flatMap((attack) =>
  sentences.map((sentence) => sentence(attack)),
);

type Allowed = {
  /** The ids that may be mentioned. */
  readonly people?: readonly string[];
  /** The addresses that may be linked. */
  readonly links?: readonly string[];
  /** The ids of channels that may be named, as that notifies nobody. */
  readonly channels?: readonly string[];
};

const live = /<(?<target>[^<>|]*)(?:\|[^<>]*)?>/g;
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/u;
const overprinting = /\p{M}{6}/u;
/** Links and broadcasts that Slack finds in parsed text. */
const found = /(?:^|\s)@(?:here|channel|everyone)\b|https?:\/\//i;

/**
 * The dangers in a message, a view or any part of one; empty if there are none. Slack parses the
 * top-level `text` and the text of `mrkdwn` objects.
 */
export function dangersIn(sent: unknown, allowed: Allowed = {}): readonly string[] {
  const { people = [], links = [], channels = [] } = allowed;
  const dangers: string[] = [];
  const isAllowed = (target: string) =>
    people.some((id) => target === `@${id}`) ||
    channels.some((id) => target === `#${id}`) ||
    links.includes(target);
  const parsed = (text: string) => {
    for (const { groups } of text.matchAll(live)) {
      const target = groups?.target ?? '';
      if (!isAllowed(target)) dangers.push(`live: <${target}>`);
    }
    const rest = text.replace(live, '');
    if (/[<>]/.test(rest)) dangers.push('not escaped');
    if (found.test(rest)) dangers.push(`Slack may link: ${rest.slice(0, 60)}`);
  };
  const visit = (value: unknown, isParsed: boolean): void => {
    if (typeof value === 'string') {
      if (invisible.test(value)) dangers.push(`invisible: ${JSON.stringify(value.slice(0, 60))}`);
      if (overprinting.test(value)) dangers.push('overprints');
      if (!value.isWellFormed()) dangers.push('lone surrogate');
      if (isParsed) parsed(value);
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, false);
    } else if (typeof value === 'object' && value !== null) {
      const { type } = value as { readonly type?: unknown };
      if (type === 'broadcast' || type === 'usergroup') dangers.push(type);
      if (type === 'channel' && !isAllowed(`#${(value as { channel_id?: string }).channel_id}`))
        dangers.push(type);
      if (type === 'user' && !isAllowed(`@${(value as { user_id?: string }).user_id}`))
        dangers.push('a mention');
      if (type === 'link' && !isAllowed(String((value as { url?: string }).url)))
        dangers.push('a link');
      for (const [name, item] of Object.entries(value)) {
        visit(item, name === 'text' && (type === undefined || type === 'mrkdwn'));
      }
    }
  };
  visit(sent, false);
  return dangers;
}
