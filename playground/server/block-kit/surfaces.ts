export type Surface = 'message' | 'modal' | 'home';

const everywhere = ['message', 'modal', 'home'] as const;
const messages = ['message'] as const;

/** The surfaces that accept a block type. */
export const blockSurfaces = {
  actions: everywhere,
  context: everywhere,
  divider: everywhere,
  header: everywhere,
  image: everywhere,
  input: everywhere,
  rich_text: everywhere,
  section: everywhere,
  video: everywhere,
  container: messages,
  context_actions: messages,
  data_visualization: messages,
  markdown: messages,
  plan: messages,
  task_card: messages,
  alert: ['modal'],
  // Slack documents cards in modals, but refuses them.
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  data_table: ['message', 'home'],
  table: ['message', 'home'],
  // Slack sends this for remote files, but accepts it nowhere.
  file: [],
} as const satisfies Record<string, readonly Surface[]>;

export type BlockType = keyof typeof blockSurfaces;

/** The block types that can contain elements. */
export type ElementParent = 'section' | 'actions' | 'input' | 'context' | 'context_actions';

const buttons = ['section', 'actions'] as const;
const choices = ['section', 'actions', 'input'] as const;
const inputs = ['input'] as const;

export const elementParents = {
  button: buttons,
  workflow_button: buttons,
  overflow: buttons,
  feedback_buttons: ['context_actions'],
  icon_button: ['context_actions'],
  image: ['section', 'context'],
  checkboxes: choices,
  radio_buttons: choices,
  static_select: choices,
  multi_static_select: choices,
  external_select: choices,
  multi_external_select: choices,
  users_select: choices,
  multi_users_select: choices,
  conversations_select: choices,
  multi_conversations_select: choices,
  channels_select: choices,
  multi_channels_select: choices,
  datepicker: choices,
  timepicker: choices,
  datetimepicker: ['actions', 'input'],
  rich_text_input: ['actions', 'input'],
  plain_text_input: inputs,
  email_text_input: inputs,
  url_text_input: inputs,
  number_input: inputs,
  file_input: inputs,
} as const satisfies Record<string, readonly ElementParent[]>;

export type ElementType = keyof typeof elementParents;

/** Elements with fewer surfaces than their block. */
export const elementSurfaces: Partial<Record<ElementType, readonly Surface[]>> = {
  file_input: ['modal'],
};
