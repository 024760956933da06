import type { JSX } from 'preact';

const MOUTHS = ['M31 71 Q50 50 69 71', 'M33 68 Q50 58 67 68', 'M34 65 H66', 'M31 61 Q50 76 69 61', ''] as const;

/**
 * A drawn face, `mood` 0 = frowning … 4 = beaming. Brows, mouth and eyes differ from face to face, and a word stands
 * below: colour only supports.
 */
export function Face({ mood }: { readonly mood: number }): JSX.Element {
  const beams = mood === 4;
  return (
    <svg class="face" viewBox="0 0 100 100" aria-hidden="true" data-mood={mood}>
      <circle cx="50" cy="50" r="47" class="face-skin" />
      {beams ? (
        <>
          <path d="M27 43 Q35 33 43 43 M57 43 Q65 33 73 43" class="face-line" />
          <path d="M28 57 H72 Q70 79 50 79 Q30 79 28 57 Z" class="face-fill" />
        </>
      ) : (
        <>
          <circle cx="35" cy="43" r="5.5" class="face-fill" />
          <circle cx="65" cy="43" r="5.5" class="face-fill" />
          {mood === 0 ? <path d="M26 29 L42 35 M74 29 L58 35" class="face-line" /> : null}
          <path d={MOUTHS[mood] ?? MOUTHS[2]} class="face-line" />
        </>
      )}
    </svg>
  );
}
