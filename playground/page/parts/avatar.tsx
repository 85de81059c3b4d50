import { colourNumber, initials } from '../session/names.ts';

type Props = { readonly id: string; readonly name: string; readonly size?: 'small' | 'large' };

/** A coloured tile with initials, which are no text: the name stands beside it. */
export function Avatar({ id, name, size = 'large' }: Props) {
  return (
    <span
      className={`avatar avatar-${size} tile-${colourNumber(id)}`}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}
