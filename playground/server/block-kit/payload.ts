import { z } from 'zod';
import type { Block } from '../../protocol.ts';
import { blockOn } from './blocks.ts';
import { codePoints } from './fields.ts';
import { limits } from './limits.ts';
import type { Surface } from './surfaces.ts';

type Problem = { readonly path: PropertyKey[]; readonly message: string };
/** What holds for all blocks of a payload together; looked at once each block is right in itself. */
type Rule = (blocks: readonly Block[]) => readonly Problem[];

type Element = { readonly action_id?: string; readonly focus_on_load?: boolean };
type Placed = { readonly element: Element; readonly path: PropertyKey[] };

/** Blocks whose elements have been checked, so that they can be relied upon. */
const holders = new Set(['section', 'input', 'actions', 'context_actions']);

function elementsOf(block: Block): readonly Placed[] {
  if (!holders.has(block.type)) return [];
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

/** Those of `items` whose `key` an earlier one has too. */
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

const ownBlockId: Rule = (blocks) => {
  const placed = blocks.map((block, i) => ({ id: block.block_id, path: [i, 'block_id'] }));
  return repeated(placed, ({ id }) => id).map(({ id, path }) => ({
    path,
    message: `\`block_id\` must be unique: ${id} already exists`,
  }));
};

const ownActionId: Rule = (blocks) =>
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

const markdownTogether: Rule = (blocks) => {
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

/** Code points in all `text` strings, however deep: with a list of its own, for what is nested deeper than calls may be. */
function textLength(root: unknown): number {
  let length = 0;
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'text' && typeof inner === 'string') length += codePoints(inner);
      else open.push(inner);
    }
  }
  return length;
}

const textTogether: Rule = (blocks) => {
  const length = textLength(blocks);
  if (length <= limits.messageText) return [];
  const message = `msg_blocks_too_long: all text together must be less than ${limits.messageText + 1} characters, not ${length}`;
  return [{ path: [], message }];
};

const rules: Record<Surface, readonly Rule[]> = {
  message: [ownBlockId, ownActionId, oneTable, markdownTogether, textTogether],
  modal: [ownBlockId, ownActionId, oneFocus],
  home: [ownBlockId, ownActionId, oneFocus],
};

const most: Record<Surface, number> = {
  message: limits.blocksPerMessage,
  modal: limits.blocksPerView,
  home: limits.blocksPerView,
};

const payload = (surface: Surface) =>
  z
    .array(blockOn(surface))
    .max(most[surface])
    .superRefine((blocks, ctx) => {
      for (const rule of rules[surface]) {
        for (const problem of rule(blocks as Block[])) ctx.addIssue({ code: 'custom', ...problem });
      }
    });

/** The blocks of a message or view, all together. */
export const payloads = {
  message: payload('message'),
  modal: payload('modal'),
  home: payload('home'),
} satisfies Record<Surface, z.ZodType>;
