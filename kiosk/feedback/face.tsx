import type { JSX } from 'preact';

/** A drawn face: the mouth says it, the words below repeat it, colour only supports. `mood` 0 = worst … 1 = best. */
export function Face({ mood }: { readonly mood: number }): JSX.Element {
  // Control point of the mouth's curve: above the corners for a frown, below for a smile.
  const bend = 66 + (mood - 0.5) * 44;
  const corner = 66 - (mood - 0.5) * 12;
  return (
    <svg class="face" viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="45" class="face-skin" />
      <circle cx="35" cy="40" r="5.5" class="face-eye" />
      <circle cx="65" cy="40" r="5.5" class="face-eye" />
      <path d={`M30 ${corner} Q50 ${bend} 70 ${corner}`} class="face-mouth" />
    </svg>
  );
}
