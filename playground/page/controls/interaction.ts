import { createContext, useContext, useMemo, useState } from 'react';
import type { Block, Container, InputValue, Json, StateValues } from '../../protocol.ts';
import type { Confirm, Element } from '../blocks/block-kit.ts';
import { useSession } from '../session/session.ts';
import { inputsOf, setInput, useInputs } from './input-store.ts';
import { inputValue, stateOf } from './values.ts';

/** The context of the controls in a message or view. */
export type Interaction = {
  readonly container: Container;
  readonly inputValue: (block: Block, element: Element) => InputValue;
  readonly change: (block: Block, element: Element, value: InputValue) => void;
  /** Sends an action, after a confirmation dialog if there is one. False when the user declined. */
  readonly press: (
    block: Block,
    element: Element,
    value: { readonly [key: string]: Json },
  ) => Promise<boolean>;
  readonly isPending: (block: Block, element: Element) => boolean;
  readonly failures: { readonly [blockId: string]: string };
  readonly problems: { readonly [blockId: string]: string };
};

export const InteractionContext = createContext<Interaction | undefined>(undefined);
export const ConfirmContext = createContext<(confirm: Confirm) => Promise<boolean>>(
  async () => true,
);

export function useInteraction(): Interaction {
  const interaction = useContext(InteractionContext);
  if (!interaction) throw new Error('useInteraction outside of an InteractionContext');
  return interaction;
}

export function useFailure(block: Block): string | undefined {
  return useInteraction().failures[block.block_id ?? ''];
}

export function useProblem(block: Block): string | undefined {
  return useInteraction().problems[block.block_id ?? ''];
}

type InteractionInput = {
  readonly container: Container;
  readonly blocks: readonly Block[];
  /** The view's values on the server. */
  readonly savedValues: StateValues;
  readonly problems: { readonly [blockId: string]: string };
};

export function useCreateInteraction({
  container,
  blocks,
  savedValues,
  problems,
}: InteractionInput): Interaction {
  const { act } = useSession();
  const ask = useContext(ConfirmContext);
  const key = containerKey(container);
  const typed = useInputs(key);
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [failures, setFailures] = useState<{ readonly [blockId: string]: string }>({});

  return useMemo(() => {
    const press: Interaction['press'] = async (block, element, value) => {
      if (element.confirm && !(await ask(element.confirm))) return false;
      const { block_id = '' } = block;
      const { action_id = '' } = element;
      const control = controlKey(block, element);
      setPending((before) => new Set(before).add(control));
      setFailures(({ [block_id]: _, ...rest }) => rest);
      const state = stateOf(blocks, inputsOf(key), savedValues);
      const result = await act({ type: 'press', container, block_id, action_id, value, state });
      setPending((before) => new Set([...before].filter((one) => one !== control)));
      if (!result.ok) setFailures((before) => ({ ...before, [block_id]: result.error }));
      return true;
    };
    return {
      container,
      inputValue: (block, element) => inputValue(block, element, typed, savedValues),
      change: (block, element, value) =>
        setInput(key, block.block_id ?? '', element.action_id ?? '', value),
      press,
      isPending: (block, element) => pending.has(controlKey(block, element)),
      failures,
      problems,
    };
  }, [container, key, blocks, typed, savedValues, problems, pending, failures, act, ask]);
}

function containerKey(container: Container): string {
  return container.type === 'view' ? container.view_id : `${container.channel} ${container.ts}`;
}

function controlKey(block: Block, element: Element): string {
  return `${block.block_id} ${element.action_id}`;
}
