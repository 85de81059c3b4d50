import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Translate } from '../i18n/catalogue.ts';

/** Why somebody comes back from Slack, or from `/slack/install`, without the app being added. */
export type InstallProblem =
  | 'cancelled'
  | 'incomplete'
  | 'other-browser'
  | 'expired'
  | 'used'
  | 'refused'
  | 'settings'
  | 'slack-down'
  | 'store-down'
  | 'deleting'
  | 'busy';

const statusOf: Readonly<Record<InstallProblem, number>> = {
  cancelled: 403,
  incomplete: 400,
  'other-browser': 400,
  expired: 400,
  used: 400,
  refused: 400,
  settings: 500,
  'slack-down': 502,
  'store-down': 503,
  deleting: 503,
  busy: 429,
};

const style = `
body { font: 18px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem;
  color: #1d1c1d; background: #fff }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem }
li { margin: .5rem 0 }
a { display: inline-block; margin-top: 1rem; padding: .6rem 1.2rem; border-radius: .4rem;
  background: #1f5f5b; color: #fff; text-decoration: none; font-weight: 600 }
a:focus-visible { outline: 3px solid #e8a33d; outline-offset: 2px }
@media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #1a1d21 } }
`;

/** Nothing but the style above may load, and no other page may frame it or learn its address. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Where the app was added: a workspace or an organisation, with the name it has there. */
export type AddedTo = {
  readonly name: string;
  /** Opens Slack at the app. */
  readonly link: string | undefined;
};

/** The texts of the app, and the language that they are in. */
export type PageTexts = { readonly words: Translate; readonly language: string };

/** The page for somebody who has just added the app. */
export function sendAdded(response: ServerResponse, texts: PageTexts, { name, link }: AddedTo) {
  const { words, language } = texts;
  const steps = [words('install.first'), words('install.second'), words('install.third')];
  const list = steps.map((step) => `<li>${escaped(step)}</li>`).join('');
  const open = link ? linkTo(link, words('install.open')) : '';
  const title = words('install.added', { name });
  send(response, 200, { language, title, content: `<ol>${list}</ol>${open}` });
}

/** The page that says why the app was not added, that nothing has changed, and what to do next. */
export function sendProblem(
  response: ServerResponse,
  { words, language }: PageTexts,
  problem: InstallProblem,
) {
  const text = `<p>${escaped(words(`install.problem.${problem}`))}</p>`;
  const again = linkTo('install', words('install.again'));
  const title = words('install.not-added');
  send(response, statusOf[problem], { language, title, content: `${text}${again}` });
}

const linkTo = (address: string, label: string): string =>
  `<p><a href="${escaped(address)}">${escaped(label)}</a></p>`;

function send(
  response: ServerResponse,
  status: number,
  { language, title, content }: Readonly<Record<'language' | 'title' | 'content', string>>,
): void {
  const page = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</html>
`;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(page) });
  response.end(page);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
