import { useId } from 'react';
import { Control } from '../controls/control.tsx';
import { useFailure, useProblem } from '../controls/interaction.ts';
import type { InputBlock } from './block-kit.ts';
import { Text } from './text.tsx';

/** Inputs of several controls can't have a `<label>`; they are labelled by `aria-labelledby`. */
const groupTypes = new Set(['checkboxes', 'radio_buttons', 'datetimepicker', 'file_input']);

/** An input with its label, hint and error. */
export function Input({ block }: { block: InputBlock }) {
  const id = useId();
  const { label, element, hint, optional } = block;
  const failure = useFailure(block);
  const problem = useProblem(block) ?? failure;
  const grouped =
    groupTypes.has(element.type) ||
    element.type.startsWith('multi_') ||
    element.type === 'external_select';
  const labelText = (
    <>
      <Text text={label} />
      {optional ? <span className="optional"> (optional)</span> : null}
    </>
  );
  return (
    <div className={`block-input${problem ? ' has-problem' : ''}`}>
      {grouped ? (
        <div className="input-label" id={`${id}label`}>
          {labelText}
        </div>
      ) : (
        <label className="input-label" id={`${id}label`} htmlFor={`${id}input`}>
          {labelText}
        </label>
      )}
      <Control
        block={block}
        element={element}
        labels={{
          id: `${id}input`,
          labelledBy: `${id}label`,
          describedBy: [problem ? `${id}problem` : '', hint ? `${id}hint` : ''].join(' ').trim(),
          invalid: problem !== undefined,
          required: !optional,
        }}
      />
      {problem ? (
        <p className="problem" id={`${id}problem`} role="alert">
          {problem}
        </p>
      ) : null}
      {hint ? (
        <div className="hint" id={`${id}hint`}>
          <Text text={hint} />
        </div>
      ) : null}
    </div>
  );
}
