import type { JSX } from 'preact';
import { useEditing } from './editing.ts';
import { POLICY_TEXTS } from './texts.ts';

interface ToolProps {
  /** What the tools work on, for those who cannot see where they stand. */
  readonly name: string;
  /** Null where it cannot go. */
  readonly up: (() => void) | null;
  readonly down: (() => void) | null;
  readonly remove: () => void;
}

/** Up, down, remove: everything by button, so that nobody has to drag. */
export function ToolButtons({ name, up, down, remove }: ToolProps): JSX.Element {
  const { isLocked, language } = useEditing();
  const texts = POLICY_TEXTS[language];
  const tools = [
    ['↑', texts.up, up],
    ['↓', texts.down, down],
    ['✕', texts.remove, remove],
  ] as const;
  return (
    <div class="tools">
      {tools.map(([sign, words, act]) => (
        <button
          key={sign}
          type="button"
          class="button small"
          aria-label={`${words} ${name}`}
          title={words}
          disabled={isLocked || act === null}
          onClick={() => act?.()}
        >
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
    </div>
  );
}
