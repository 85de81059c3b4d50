import { expect, test } from 'vitest';
import { blockProblems } from '../../../../playground/server/block-kit/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = { type: 'section', text: plain('Hello') };
const image = { type: 'image', alt_text: 'Cat' };
const url = 'https://example.com/cat.png';

type Case = readonly [what: string, block: unknown, words: string, pointer: string];

const cases: readonly Case[] = [
  ['a string', 'section', 'must provide an object', ''],
  ['null', null, 'must provide an object', ''],
  ['without a type', { text: plain('a') }, 'missing required field: type', ''],
  ['a type that is not a string', { type: 5 }, 'must provide a string', '/type'],
  ['an unknown type', { type: 'banner' }, 'unsupported type: banner', '/type'],
  ['an unknown property', { type: 'divider', text: 'a' }, 'invalid additional property: text', ''],
  [
    'an unknown nested property',
    { ...section, text: { ...plain('a'), verbatim: true } },
    'invalid additional property: verbatim',
    '/text',
  ],
  [
    'null instead of undefined',
    { ...section, accessory: null },
    'must provide an object',
    '/accessory',
  ],
  [
    'an empty block id',
    { ...section, block_id: '' },
    'must be more than 0 characters',
    '/block_id',
  ],

  [
    'a section of 3001 characters',
    { type: 'section', text: plain('a'.repeat(3001)) },
    'must be less than 3001 characters',
    '/text/text',
  ],
  [
    'an empty text',
    { type: 'section', text: mrkdwn('') },
    'must be more than 0 characters',
    '/text/text',
  ],
  [
    'a text that is not an object',
    { type: 'section', text: 'Hello' },
    'must provide an object',
    '/text',
  ],
  [
    'a text object without text',
    { type: 'section', text: { type: 'mrkdwn' } },
    'missing required field: text',
    '/text',
  ],
  [
    'a section without text and fields',
    { type: 'section' },
    'must define either `text` or `fields`',
    '/type',
  ],
  [
    'a section with empty fields',
    { type: 'section', fields: [] },
    'no less than 1 items allowed',
    '/fields',
  ],
  [
    'a header in mrkdwn',
    { type: 'header', text: mrkdwn('*a*') },
    'unsupported type: mrkdwn',
    '/text/type',
  ],
  [
    'an image without alt text',
    { type: 'image', image_url: url },
    'missing required field: alt_text',
    '',
  ],
  ['an image without a source', image, 'must define either `image_url` or `slack_file`', '/type'],
  [
    'an image with two sources',
    { ...image, image_url: url, slack_file: { id: 'F1' } },
    'must define either `image_url` or `slack_file`, not both',
    '/type',
  ],
  [
    'an image with an invalid URL',
    { ...image, image_url: 'cat.png' },
    'must be a URL',
    '/image_url',
  ],
  [
    'a Slack file with URL and id',
    { ...image, slack_file: { id: 'F1', url } },
    'must define either `url` or `id`, not both',
    '/slack_file',
  ],
  [
    'a video over plain http',
    {
      type: 'video',
      video_url: 'http://a.b',
      thumbnail_url: url,
      alt_text: 'a',
      title: plain('a'),
    },
    'must be an https URL',
    '/video_url',
  ],
  [
    'a context without elements',
    { type: 'context', elements: [] },
    'no less than 1 items allowed',
    '/elements',
  ],
  [
    'elements that are not a list',
    { type: 'actions', elements: {} },
    'must provide an array',
    '/elements',
  ],
  [
    'an input without a label',
    { type: 'input', element: { type: 'datepicker' } },
    'missing required field: label',
    '',
  ],
  [
    'an input without an element',
    { type: 'input', label: plain('a') },
    'missing required field: element',
    '',
  ],
  [
    'a file input with dispatch_action',
    { type: 'input', label: plain('a'), element: { type: 'file_input' }, dispatch_action: true },
    'unsupported type: file_input',
    '/element/type',
  ],
];

test.for(cases)('refuses a block: %s', ([, block, words, pointer]) => {
  expect(blockProblems([{ type: 'divider' }, block], 'modal')).toEqual([
    `[ERROR] ${words} [json-pointer:/blocks/1${pointer}]`,
  ]);
});

test('reports all problems of a block', () => {
  const button = { type: 'button', text: plain(''), color: 'red' };
  const block = { type: 'actions', elements: [button, { type: 'slider' }] };
  expect(blockProblems([block], 'message')).toEqual([
    '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/elements/0/text/text]',
    '[ERROR] invalid additional property: color [json-pointer:/blocks/0/elements/0]',
    '[ERROR] unsupported type: slider [json-pointer:/blocks/0/elements/1/type]',
  ]);
});
