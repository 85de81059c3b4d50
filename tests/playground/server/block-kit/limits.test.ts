import { expect, test } from 'vitest';
import {
  blockProblems,
  type Surface,
  viewProblems,
} from '../../../../playground/server/block-kit/index.ts';
import { limits } from '../../../../playground/server/block-kit/limits.ts';

/** Each character is two UTF-16 units and one code point. */
const text = (length: number) => '🙂'.repeat(length);
const plain = (length = 1) => ({ type: 'plain_text', text: text(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: text(length) });
const url = (length: number) => `https://${'x'.repeat(length - 8)}`;
const times = <T>(count: number, make: (i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const option = (i = 0) => ({ text: plain(), value: `${i}` });
const group = (i = 0) => ({ label: plain(), options: [option(i)] });
const picture = { alt_text: 'Cat', image_url: url(20) };
const rawText = { type: 'raw_text', text: 'a' };
const words = { type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] };

type Sample = { readonly on: Surface | 'view'; readonly payload: unknown };
const on = (surface: Surface, ...blocks: object[]): Sample => ({ on: surface, payload: blocks });
const modal = (more: object): Sample => ({
  on: 'view',
  payload: { type: 'modal', title: plain(), blocks: [], ...more },
});
const section = (more: object) => on('modal', { type: 'section', ...more });
const actions = (...elements: object[]) => on('modal', { type: 'actions', elements });
const button = (more: object) => actions({ type: 'button', text: plain(), ...more });
const select = (more: object) => actions({ type: 'static_select', ...more });
const input = (element: object, more = {}) =>
  on('modal', { type: 'input', label: plain(), element, ...more });
const textInput = { type: 'plain_text_input' };
const confirm = (more: object) => button({ confirm: { text: plain(), ...more } });
const image = (more: object) => on('modal', { type: 'image', ...picture, ...more });
const table = (more: object) => on('message', { type: 'table', rows: [[rawText]], ...more });
const dataTable = (rows: readonly object[][], more = {}) =>
  on('message', { type: 'data_table', caption: 'Data', rows, ...more });
const video = (more: object) =>
  on('modal', {
    type: 'video',
    video_url: url(20),
    thumbnail_url: url(20),
    alt_text: 'Cat',
    title: plain(),
    ...more,
  });
const list = (more: object) =>
  on('modal', {
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements: [words], ...more }],
  });

const chars = (most: number) => `must be less than ${most + 1} characters`;
const items = (most: number) => `no more than ${most} items allowed`;
const amount = (most: number) => `must be less than ${most + 1}`;

type Limit = readonly [
  words: (most: number) => string,
  pointer: string,
  build: (size: number) => Sample,
];

const cases: Record<keyof typeof limits, Limit> = {
  blocksPerMessage: [
    items,
    '/blocks',
    (n) => on('message', ...times(n, () => ({ type: 'divider' }))),
  ],
  blocksPerView: [
    items,
    '/view/blocks',
    (n) => modal({ blocks: times(n, () => ({ type: 'divider' })) }),
  ],
  messageText: [
    (most) =>
      `msg_blocks_too_long: all text together must be less than ${most + 1} characters, not ${most + 1}`,
    '/blocks',
    (n) =>
      on('message', ...times(4, () => ({ type: 'section', text: plain(3000) })), {
        type: 'rich_text',
        elements: [{ ...words, elements: [{ type: 'text', text: text(n - 12_000) }] }],
      }),
  ],
  markdownText: [
    (most) => `all markdown together must be less than ${most + 1} characters`,
    '/blocks/1/text',
    (n) =>
      on(
        'message',
        { type: 'markdown', text: text(9000) },
        { type: 'markdown', text: text(n - 9000) },
      ),
  ],

  viewTitle: [chars, '/view/title/text', (n) => modal({ title: plain(n) })],
  viewSubmit: [chars, '/view/submit/text', (n) => modal({ submit: plain(n) })],
  viewClose: [chars, '/view/close/text', (n) => modal({ close: plain(n) })],
  callbackId: [chars, '/view/callback_id', (n) => modal({ callback_id: text(n) })],
  externalId: [chars, '/view/external_id', (n) => modal({ external_id: text(n) })],
  privateMetadata: [chars, '/view/private_metadata', (n) => modal({ private_metadata: text(n) })],
  blockId: [chars, '/blocks/0/block_id', (n) => on('home', { type: 'divider', block_id: text(n) })],
  actionId: [chars, '/blocks/0/elements/0/action_id', (n) => button({ action_id: text(n) })],

  sectionText: [chars, '/blocks/0/text/text', (n) => section({ text: mrkdwn(n) })],
  sectionFields: [items, '/blocks/0/fields', (n) => section({ fields: times(n, () => plain()) })],
  sectionFieldText: [chars, '/blocks/0/fields/0/text', (n) => section({ fields: [mrkdwn(n)] })],
  headerText: [
    chars,
    '/blocks/0/text/text',
    (n) => on('modal', { type: 'header', text: plain(n) }),
  ],
  contextElements: [
    items,
    '/blocks/0/elements',
    (n) => on('modal', { type: 'context', elements: times(n, () => plain()) }),
  ],
  contextText: [
    chars,
    '/blocks/0/elements/0/text',
    (n) => on('modal', { type: 'context', elements: [mrkdwn(n)] }),
  ],
  actionsElements: [
    items,
    '/blocks/0/elements',
    (n) => actions(...times(n, () => ({ type: 'button', text: plain() }))),
  ],
  contextActionsElements: [
    items,
    '/blocks/0/elements',
    (n) =>
      on('message', {
        type: 'context_actions',
        elements: times(n, () => ({ type: 'icon_button', icon: 'trash', text: plain() })),
      }),
  ],
  inputLabel: [chars, '/blocks/0/label/text', (n) => input(textInput, { label: plain(n) })],
  inputHint: [chars, '/blocks/0/hint/text', (n) => input(textInput, { hint: plain(n) })],
  imageAltText: [chars, '/blocks/0/alt_text', (n) => image({ alt_text: text(n) })],
  imageTitle: [chars, '/blocks/0/title/text', (n) => image({ title: plain(n) })],
  imageUrl: [chars, '/blocks/0/image_url', (n) => image({ image_url: url(n) })],
  videoTitle: [chars, '/blocks/0/title/text', (n) => video({ title: plain(n) })],
  videoDescription: [chars, '/blocks/0/description/text', (n) => video({ description: plain(n) })],
  videoAuthorName: [chars, '/blocks/0/author_name', (n) => video({ author_name: text(n) })],
  tableRows: [items, '/blocks/0/rows', (n) => table({ rows: times(n, () => [rawText]) })],
  tableColumns: [items, '/blocks/0/rows/0', (n) => table({ rows: [times(n, () => rawText)] })],
  tableColumnSettings: [
    items,
    '/blocks/0/column_settings',
    (n) => table({ column_settings: times(n, () => ({ align: 'left' })) }),
  ],
  dataTableRows: [items, '/blocks/0/rows', (n) => dataTable(times(n, () => [rawText]))],
  dataTableColumns: [
    items,
    '/blocks/0/rows/0',
    (n) => dataTable([times(n, () => rawText), times(n, () => rawText)]),
  ],
  dataTableText: [
    (most) => `all text together must be less than ${most + 1} characters`,
    '/blocks/0/rows',
    (n) => dataTable([[rawText], [{ type: 'raw_text', text: text(n - 1) }]]),
  ],
  dataTablePageSize: [
    amount,
    '/blocks/0/page_size',
    (n) => dataTable([[rawText], [rawText]], { page_size: n }),
  ],
  listIndent: [amount, '/blocks/0/elements/0/indent', (n) => list({ indent: n })],

  buttonText: [chars, '/blocks/0/elements/0/text/text', (n) => button({ text: plain(n) })],
  buttonValue: [chars, '/blocks/0/elements/0/value', (n) => button({ value: text(n) })],
  buttonUrl: [chars, '/blocks/0/elements/0/url', (n) => button({ url: url(n) })],
  accessibilityLabel: [
    chars,
    '/blocks/0/elements/0/accessibility_label',
    (n) => button({ accessibility_label: text(n) }),
  ],
  options: [items, '/blocks/0/elements/0/options', (n) => select({ options: times(n, option) })],
  optionGroups: [
    items,
    '/blocks/0/elements/0/option_groups',
    (n) => select({ option_groups: times(n, group) }),
  ],
  optionGroupLabel: [
    chars,
    '/blocks/0/elements/0/option_groups/0/label/text',
    (n) => select({ option_groups: [{ ...group(), label: plain(n) }] }),
  ],
  optionText: [
    chars,
    '/blocks/0/elements/0/options/0/text/text',
    (n) => select({ options: [{ ...option(), text: plain(n) }] }),
  ],
  optionValue: [
    chars,
    '/blocks/0/elements/0/options/0/value',
    (n) => select({ options: [{ ...option(), value: text(n) }] }),
  ],
  optionDescription: [
    chars,
    '/blocks/0/elements/0/options/0/description/text',
    (n) => select({ options: [{ ...option(), description: plain(n) }] }),
  ],
  optionUrl: [
    chars,
    '/blocks/0/elements/0/options/0/url',
    (n) => actions({ type: 'overflow', options: [{ ...option(), url: url(n) }] }),
  ],
  overflowOptions: [
    items,
    '/blocks/0/elements/0/options',
    (n) => actions({ type: 'overflow', options: times(n, option) }),
  ],
  checkboxOptions: [
    items,
    '/blocks/0/elements/0/options',
    (n) => actions({ type: 'checkboxes', options: times(n, option) }),
  ],
  radioOptions: [
    items,
    '/blocks/0/elements/0/options',
    (n) => actions({ type: 'radio_buttons', options: times(n, option) }),
  ],
  placeholder: [
    chars,
    '/blocks/0/element/placeholder/text',
    (n) => input({ ...textInput, placeholder: plain(n) }),
  ],
  plainTextInput: [
    amount,
    '/blocks/0/element/max_length',
    (n) => input({ ...textInput, max_length: n }),
  ],
  richTextInputLines: [
    amount,
    '/blocks/0/element/max_lines',
    (n) => input({ type: 'rich_text_input', max_lines: n }),
  ],
  fileInputFiles: [
    amount,
    '/blocks/0/element/max_files',
    (n) => input({ type: 'file_input', max_files: n }),
  ],
  confirmTitle: [
    chars,
    '/blocks/0/elements/0/confirm/title/text',
    (n) => confirm({ title: plain(n) }),
  ],
  confirmText: [
    chars,
    '/blocks/0/elements/0/confirm/text/text',
    (n) => confirm({ text: mrkdwn(n) }),
  ],
  confirmButton: [
    chars,
    '/blocks/0/elements/0/confirm/deny/text',
    (n) => confirm({ deny: plain(n) }),
  ],
};

const problems = ({ on: surface, payload }: Sample) =>
  surface === 'view' ? viewProblems(payload) : blockProblems(payload, surface);

test.for(Object.entries(limits))('%s: accepts %i and refuses one more', ([name, most]) => {
  const [words, pointer, build] = cases[name as keyof typeof limits];
  expect(problems(build(most))).toEqual([]);
  expect(problems(build(most + 1))).toEqual([`[ERROR] ${words(most)} [json-pointer:${pointer}]`]);
});
