/** SVG paths on a grid of 20. */
const paths = {
  hash: 'M4 7h12M4 13h12M8 3 6.5 17M13.5 3 12 17',
  lock: 'M6 9V6.5a4 4 0 0 1 8 0V9M4.5 9h11v8h-11zM10 12v2',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5 5 15',
  send: 'M3 10 3.8 4 17 10 3.8 16 3 10zM3 10h7',
  more: 'M10 4.5v.01M10 10v.01M10 15.5v.01',
  reply: 'M3.5 4h13v9.5H10l-3.5 3v-3h-3zM6.5 7.5h7M6.5 10h4.5',
  smile: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7 12c1.5 2 4.5 2 6 0M7.7 8v.01M12.3 8v.01',
  eye: 'M2 10c3.5-6.5 12.5-6.5 16 0-3.5 6.5-12.5 6.5-16 0zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  down: 'M5.5 8 10 12.5 14.5 8',
  right: 'M8 5.5 12.5 10 8 14.5',
  people:
    'M8 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2.5 16.5c0-5.5 11-5.5 11 0M13 4.5a2.6 2.6 0 0 1 0 5M15 12c1.6.7 2.5 2.1 2.5 4.5',
  traffic: 'M3 6.5h12.5M12.5 3.5l3 3-3 3M17 13.5H4.5M7.5 10.5l-3 3 3 3',
  bolt: 'M11.5 2.5 5 11.5h4.5l-1 6 6.5-9h-4.5z',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
  home: 'M3 9.5 10 3.5l7 6V17h-5v-4.5H8V17H3z',
  warning: 'M10 3 18 16.5H2zM10 8v4M10 14.2v.01',
  check: 'M4 10.5 8.5 15 16 5.5',
  back: 'M12 4.5 6.5 10 12 15.5',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4l3 2',
} as const;

export type IconName = keyof typeof paths;

/** Hidden from screen readers: every icon has a text or a labelled button. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={`icon icon-${name}`}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
