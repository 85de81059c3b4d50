import { colourNumber, initials } from '../session/names.ts';

type Props = { readonly id: string; readonly name: string; readonly size?: 'small' | 'large' };

/** A coloured tile with initials. */
export function Avatar({ id, name, size = 'large' }: Props) {
  return (
    <span className={`avatar avatar-${size} tile-${colourNumber(id)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
