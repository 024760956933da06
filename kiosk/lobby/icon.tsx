import type { JSX } from 'preact';

const PATHS = {
  bell: 'M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6Zm-2 15a2 2 0 0 0 4 0',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm5 11.500 5 5',
  pen: 'M5 19l1-4L16.500 4.500l3 3L9 18l-4 1Z',
  'sound-on': 'M4 9v6h4l5 4V5L8 9H4Zm12-1a5 5 0 0 1 0 8m2.500-11a9 9 0 0 1 0 14',
  'sound-off': 'M4 9v6h4l5 4V5L8 9H4Zm12.500.500 5 5m0-5-5 5',
} as const;

/** Decoration beside words, never instead of them. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
