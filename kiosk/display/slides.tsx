import type { JSX } from 'preact';
import { LANGUAGES } from '../shared/language.ts';
import { turnOf } from './rotation.ts';
import type { Frame } from './rotation.ts';
import { widthOf } from './text-size.ts';

interface SlidesProps {
  readonly frames: readonly Frame[];
  readonly label: string;
  readonly now: number;
  readonly onBroken: (url: string) => void;
}

export function Slides({ frames, label, now, onBroken }: SlidesProps): JSX.Element {
  const turn = turnOf(frames.length, now);
  const frame = frames[turn]!;
  const next = frames[(turn + 1) % frames.length]!;
  return (
    <section class="slides" aria-label={label} data-testid="slide" data-turn={turn}>
      <Shown key={frame.kind === 'picture' ? frame.url : `${turn} ${frame.title}`} frame={frame} onBroken={onBroken} />
      {/* Loaded while the last one is still shown, so that the change is not a blank. */}
      {next.kind === 'picture' && next !== frame ? (
        <img key={`next ${next.url}`} hidden src={next.url} alt="" onError={() => onBroken(next.url)} />
      ) : null}
    </section>
  );
}

interface ShownProps {
  readonly frame: Frame;
  readonly onBroken: (url: string) => void;
}

function Shown({ frame, onBroken }: ShownProps): JSX.Element {
  if (frame.kind === 'picture') {
    return <img class="slide" src={frame.url} alt={frame.alt} onError={() => onBroken(frame.url)} />;
  }
  return (
    <div class="slide slide-notice" lang={LANGUAGES[frame.language].tag} data-length={lengthOf(frame)}>
      <h2>{frame.title}</h2>
      <p>{frame.text}</p>
    </div>
  );
}

function lengthOf({ title, text }: Extract<Frame, { kind: 'notice' }>): 'short' | 'middle' | 'long' {
  const width = widthOf(title) + widthOf(text);
  if (width <= 90) return 'short';
  return width <= 220 ? 'middle' : 'long';
}
