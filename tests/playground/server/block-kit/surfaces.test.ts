import { describe, expect, test } from 'vitest';
import { blockProblems, type Surface } from '../../../../playground/server/block-kit/index.ts';
import type { BlockType, ElementType } from '../../../../playground/server/block-kit/surfaces.ts';

const surfaces: readonly Surface[] = ['message', 'modal', 'home'];
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(value), value });
const picture = { alt_text: 'A cat', image_url: 'https://example.com/cat.png' };
const menu = { placeholder: plain('Choose'), focus_on_load: true };
const confirm = {
  title: plain('Sure?'),
  text: mrkdwn('*Really?*'),
  confirm: plain('Yes'),
  deny: plain('No'),
  style: 'danger',
};
const choice = { options: [option('a'), option('b')], initial_option: option('b') };
const filter = { include: ['public', 'im'], exclude_bot_users: true };
const bold = { style: { bold: true } };
const words = { type: 'rich_text_section', elements: [{ type: 'text', text: 'Hello', ...bold }] };

const richText = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'Hello', style: { bold: true, italic: true, strike: true } },
        { type: 'link', url: 'https://example.com', text: 'there', unsafe: false },
        { type: 'user', user_id: 'U1', style: { highlight: true } },
        { type: 'channel', channel_id: 'C1' },
        { type: 'usergroup', usergroup_id: 'S1' },
        { type: 'team', team_id: 'T1' },
        { type: 'emoji', name: 'wave', unicode: '1f44b', skin_tone: 2 },
        { type: 'date', timestamp: 1_720_000_000, format: '{date_long}', fallback: 'then' },
        { type: 'broadcast', range: 'here' },
        { type: 'color', value: '#f00' },
      ],
    },
    { type: 'rich_text_list', style: 'ordered', indent: 8, border: 1, elements: [words, words] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x = 1' }], border: 0 },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Well said' }] },
  ],
};

type Cases<T extends string> = Record<T, readonly [where: string, sample: object]>;

const blocks: Cases<BlockType> = {
  actions: ['message modal home', { elements: [{ type: 'button', text: plain('Go') }] }],
  context: [
    'message modal home',
    { elements: [plain('By'), mrkdwn('*us*'), { type: 'image', ...picture }] },
  ],
  divider: ['message modal home', { block_id: 'line' }],
  header: ['message modal home', { text: { ...plain('Title'), emoji: true } }],
  image: ['message modal home', { title: plain('Cat'), ...picture }],
  input: [
    'message modal home',
    {
      label: plain('Name'),
      hint: plain('Yours'),
      optional: true,
      dispatch_action: true,
      element: { type: 'plain_text_input' },
    },
  ],
  rich_text: ['message modal home', richText],
  section: [
    'message modal home',
    {
      text: { ...mrkdwn('*Hi*'), verbatim: true },
      fields: [plain('a'), mrkdwn('b')],
      expand: true,
      accessory: { type: 'image', alt_text: 'A file', slack_file: { id: 'F1' } },
    },
  ],
  video: [
    'message modal home',
    {
      video_url: 'https://example.com/embed',
      thumbnail_url: 'https://example.com/cat.png',
      alt_text: 'A cat',
      title: plain('Cat'),
      title_url: 'https://example.com/cat',
      author_name: 'Ana',
      provider_name: 'Cats',
      provider_icon_url: 'https://example.com/icon.png',
      description: plain('It sleeps'),
    },
  ],
  container: ['message', { title: plain('Box'), child_blocks: [] }],
  context_actions: [
    'message',
    {
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('Good'), value: '+' },
          negative_button: { text: plain('Bad'), value: '-', accessibility_label: 'Not good' },
        },
        { type: 'icon_button', icon: 'trash', text: plain('Delete'), confirm },
      ],
    },
  ],
  data_visualization: ['message', { title: 'Chart' }],
  markdown: ['message', { text: '# Title' }],
  plan: ['message', { title: 'Plan', tasks: [] }],
  task_card: ['message', { task_id: '1', title: 'Task', status: 'pending' }],
  alert: ['modal', { text: plain('Careful'), level: 'warning' }],
  card: ['message home', { title: mrkdwn('Card') }],
  carousel: ['message home', { elements: [{ type: 'card', title: mrkdwn('Card') }] }],
  data_table: [
    'message home',
    {
      caption: 'Data',
      rows: [
        [
          { type: 'raw_text', text: 'Name' },
          { type: 'raw_text', text: 'Note' },
        ],
        [{ type: 'raw_number', value: 1, text: '1' }, richText],
      ],
      page_size: 10,
      row_header_column_index: 1,
    },
  ],
  table: [
    'message home',
    {
      rows: [
        [{ type: 'raw_text', text: 'a' }, richText, { type: 'raw_number', value: 1, text: '1' }],
      ],
      column_settings: [{ align: 'right', is_wrapped: true }],
    },
  ],
  file: ['', { source: 'remote', external_id: 'x' }],
};

const elements: Cases<ElementType> = {
  button: [
    'section actions',
    {
      text: plain('Go'),
      value: '',
      url: 'mailto:ana@example.com',
      style: 'primary',
      accessibility_label: 'Go on',
      action_id: 'go',
      confirm,
    },
  ],
  workflow_button: [
    'section actions',
    {
      text: plain('Run'),
      workflow: {
        trigger: {
          url: 'https://slack.com/shortcuts/Ft1',
          customizable_input_parameters: [{ name: 'a', value: 'b' }],
        },
      },
    },
  ],
  overflow: ['section actions', { options: [{ ...option('a'), url: 'https://example.com' }] }],
  feedback_buttons: [
    'context_actions',
    {
      positive_button: { text: plain('Good'), value: '+' },
      negative_button: { text: plain('Bad'), value: '-' },
    },
  ],
  icon_button: ['context_actions', { icon: 'trash', text: plain('Delete'), value: '1' }],
  image: ['section context', picture],
  checkboxes: [
    'section actions input',
    {
      options: [{ text: mrkdwn('*a*'), value: 'a', description: mrkdwn('_first_') }, option('b')],
      initial_options: [{ text: mrkdwn('*a*'), value: 'a', description: mrkdwn('_first_') }],
      confirm,
    },
  ],
  radio_buttons: ['section actions input', { ...choice, focus_on_load: true }],
  static_select: ['section actions input', { ...choice, ...menu, confirm }],
  multi_static_select: [
    'section actions input',
    {
      option_groups: [{ label: plain('Letters'), options: [option('a')] }],
      initial_options: [option('a')],
      max_selected_items: 1,
    },
  ],
  external_select: [
    'section actions input',
    { initial_option: option('a'), min_query_length: 0, ...menu },
  ],
  multi_external_select: ['section actions input', { initial_options: [option('a')], ...menu }],
  users_select: ['section actions input', { initial_user: 'U1', ...menu }],
  multi_users_select: ['section actions input', { initial_users: ['U1'], max_selected_items: 3 }],
  conversations_select: [
    'section actions input',
    { default_to_current_conversation: true, response_url_enabled: true, filter },
  ],
  multi_conversations_select: [
    'section actions input',
    { initial_conversations: ['C1'], filter: { exclude_external_shared_channels: false } },
  ],
  channels_select: ['section actions input', { initial_channel: 'C1', response_url_enabled: true }],
  multi_channels_select: ['section actions input', { initial_channels: ['C1'], ...menu }],
  datepicker: ['section actions input', { initial_date: '2028-02-29', ...menu, confirm }],
  timepicker: ['section actions input', { initial_time: '09:30', timezone: 'Europe/Lisbon' }],
  datetimepicker: ['actions input', { initial_date_time: 1_628_633_820, focus_on_load: true }],
  rich_text_input: ['actions input', { initial_value: richText, min_lines: 2, max_lines: 9 }],
  plain_text_input: [
    'input',
    {
      multiline: true,
      initial_value: '',
      min_length: 0,
      max_length: 3000,
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      ...menu,
    },
  ],
  email_text_input: ['input', { initial_value: 'ana@example.com', ...menu }],
  url_text_input: ['input', { initial_value: 'https://example.com', ...menu }],
  number_input: [
    'input',
    { is_decimal_allowed: true, initial_value: '0.5', min_value: '-1', max_value: '10' },
  ],
  file_input: ['input', { filetypes: ['pdf'], max_files: 10 }],
};

const places = {
  section: (element: object) => ({ text: plain('Text'), accessory: element }),
  actions: (element: object) => ({ elements: [element] }),
  input: (element: object) => ({ label: plain('Label'), element }),
  context: (element: object) => ({ elements: [element] }),
  context_actions: (element: object) => ({ elements: [element] }),
};
const spots = {
  section: 'accessory',
  actions: 'elements/0',
  input: 'element',
  context: 'elements/0',
  context_actions: 'elements/0',
};

describe('blocks', () => {
  const cases = Object.entries(blocks).flatMap(([type, [where, sample]]) =>
    surfaces.map((surface) => ({ type, sample, surface, accepted: where.includes(surface) })),
  );

  test.for(cases)(
    '$type on a $surface is accepted: $accepted',
    ({ type, sample, surface, accepted }) => {
      const refusal = `[ERROR] unsupported type: ${type} [json-pointer:/blocks/0/type]`;
      expect(blockProblems([{ type, ...sample }], surface)).toEqual(accepted ? [] : [refusal]);
    },
  );
});

describe('elements', () => {
  const cases = Object.entries(elements).flatMap(([type, [where, sample]]) =>
    (Object.keys(places) as (keyof typeof places)[]).map((place) => ({
      type,
      sample,
      place,
      accepted: where.split(' ').includes(place),
    })),
  );

  test.for(cases)('$type in $place is accepted: $accepted', ({ type, sample, place, accepted }) => {
    const block = { type: place, ...places[place]({ type, ...sample }) };
    const surface = place === 'context_actions' ? 'message' : 'modal';
    const refusal = `[ERROR] unsupported type: ${type} [json-pointer:/blocks/0/${spots[place]}/type]`;
    expect(blockProblems([block], surface)).toEqual(accepted ? [] : [refusal]);
  });

  test.for(['message', 'home'] as const)('file_input is refused on a %s', (surface) => {
    const block = { type: 'input', label: plain('File'), element: { type: 'file_input' } };
    expect(blockProblems([block], surface)).toEqual([
      '[ERROR] unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ]);
  });
});
