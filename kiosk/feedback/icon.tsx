import type { JSX } from 'preact';

const PATHS = {
  elder: 'M3 19 9 5l6 14M5 14h8M16 19l3-7 3 7M17 17h4',
  reach: 'M12 4v12m-5-5 5 5 5-5M5 20h14',
  voice: 'M4 9v6h4l5 4V5L8 9H4zm12.5-.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12',
  undo: 'M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10H9',
  write: 'M4 20h4L19 9l-4-4L4 16v4zM13 7l4 4',
  stored: 'M5 13l5 5L19 7',
  sending: 'M12 6v6l4 3',
  refused: 'M6 6l12 12M18 6 6 18',
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside a word. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
