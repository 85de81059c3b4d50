import { aria, type ControlProps } from './use-control.ts';

/** Says that files can't be chosen: the local Slack takes files from the app only. */
export function FileInput({ element, naming }: ControlProps) {
  return (
    <>
      <input {...aria(element, naming)} type="file" disabled />
      <p className="hint">The local Slack takes no files from people yet.</p>
    </>
  );
}
