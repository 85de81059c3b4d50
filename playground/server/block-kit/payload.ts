import { z } from 'zod';
import type { Block } from '../../protocol.ts';
import { blockOn } from './blocks.ts';
import { codePoints, textLength } from './fields.ts';
import { limits } from './limits.ts';
import type { Surface } from './surfaces.ts';

type Problem = { readonly path: PropertyKey[]; readonly message: string };
/** A rule for all blocks of a payload; runs once each block is valid. */
type Rule = (blocks: readonly Block[]) => readonly Problem[];

type Element = { readonly action_id?: string; readonly focus_on_load?: boolean };
type Placed = { readonly element: Element; readonly path: PropertyKey[] };

/** Blocks whose elements have been validated. */
const validatedBlocks = new Set(['section', 'input', 'actions', 'context_actions']);

function elementsOf(block: Block): readonly Placed[] {
  if (!validatedBlocks.has(block.type)) return [];
  const { accessory, element, elements } = block as Block & {
    accessory?: Element;
    element?: Element;
    elements?: readonly Element[];
  };
  return [
    ...(accessory ? [{ element: accessory, path: ['accessory'] }] : []),
    ...(element ? [{ element, path: ['element'] }] : []),
    ...(elements ?? []).map((one, i) => ({ element: one, path: ['elements', i] })),
  ];
}

/** Items whose `key` an earlier item has too. */
function repeated<T>(items: readonly T[], key: (item: T) => string | undefined): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const value = key(item);
    if (value === undefined) return false;
    if (seen.has(value)) return true;
    seen.add(value);
    return false;
  });
}

const uniqueBlockIds: Rule = (blocks) => {
  const placed = blocks.map((block, i) => ({ id: block.block_id, path: [i, 'block_id'] }));
  return repeated(placed, ({ id }) => id).map(({ id, path }) => ({
    path,
    message: `\`block_id\` must be unique: ${id} already exists`,
  }));
};

const uniqueActionIds: Rule = (blocks) =>
  blocks.flatMap((block, i) =>
    repeated(elementsOf(block), ({ element }) => element.action_id).map(({ element, path }) => ({
      path: [i, ...path, 'action_id'],
      message: `\`action_id\` must be unique in its block: ${element.action_id} already exists`,
    })),
  );

const oneFocus: Rule = (blocks) =>
  blocks
    .flatMap((block, i) =>
      elementsOf(block)
        .filter(({ element }) => element.focus_on_load)
        .map(({ path }) => ({
          path: [i, ...path, 'focus_on_load'],
          message: 'only one element may set `focus_on_load`',
        })),
    )
    .slice(1);

const oneTable: Rule = (blocks) =>
  blocks
    .flatMap(({ type }, i) =>
      type === 'table' || type === 'data_table'
        ? [{ path: [i, 'type'], message: 'only_one_table_allowed' }]
        : [],
    )
    .slice(1);

const totalMarkdown: Rule = (blocks) => {
  let length = 0;
  for (const [i, block] of blocks.entries()) {
    if (block.type !== 'markdown') continue;
    length += codePoints(String(block.text));
    if (length <= limits.markdownText) continue;
    return [
      {
        path: [i, 'text'],
        message: `all markdown together must be less than ${limits.markdownText + 1} characters`,
      },
    ];
  }
  return [];
};

/** A data table has a limit of its own. */
const totalText: Rule = (blocks) => {
  const length = textLength(blocks.filter(({ type }) => type !== 'data_table'));
  if (length <= limits.messageText) return [];
  const message = `msg_blocks_too_long: all text together must be less than ${limits.messageText + 1} characters, not ${length}`;
  return [{ path: [], message }];
};

const rules: Record<Surface, readonly Rule[]> = {
  message: [uniqueBlockIds, uniqueActionIds, oneTable, totalMarkdown, totalText],
  modal: [uniqueBlockIds, uniqueActionIds, oneFocus],
  home: [uniqueBlockIds, uniqueActionIds, oneFocus],
};

const maxBlocks: Record<Surface, number> = {
  message: limits.blocksPerMessage,
  modal: limits.blocksPerView,
  home: limits.blocksPerView,
};

const payload = (surface: Surface) =>
  z
    .array(blockOn(surface))
    .max(maxBlocks[surface])
    .superRefine((blocks, ctx) => {
      for (const rule of rules[surface]) {
        for (const problem of rule(blocks as Block[])) ctx.addIssue({ code: 'custom', ...problem });
      }
    });

/** Schemas for the blocks of a message or view. */
export const payloads = {
  message: payload('message'),
  modal: payload('modal'),
  home: payload('home'),
} satisfies Record<Surface, z.ZodType>;
