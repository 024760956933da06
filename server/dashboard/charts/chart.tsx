import './charts.css';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Drawing } from './draw.ts';
import type { ChartSpec } from './spec.ts';

interface ChartProps {
  /** What it shows, for whoever cannot see it; the figures stand in a table beside it. */
  readonly label: string;
  readonly spec: ChartSpec;
}

/** A drawing. Its code is fetched when the first one is shown; its room is there from the beginning. */
export function Chart({ label, spec }: ChartProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(spec);
  const drawing = useRef<Drawing | null>(null);
  latest.current = spec;
  useEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    let isGone = false;
    const observer = new ResizeObserver(() => drawing.current?.resize());
    const begin = async (): Promise<void> => {
      const { startDrawing } = await import('./draw.ts');
      if (isGone) return;
      drawing.current = startDrawing(box);
      drawing.current.show(latest.current);
      observer.observe(box);
      box.dataset['drawn'] = 'true';
    };
    void begin();
    return () => {
      isGone = true;
      observer.disconnect();
      drawing.current?.end();
      drawing.current = null;
    };
  }, []);
  useEffect(() => drawing.current?.show(spec), [spec]);
  return (
    <figure class="drawn" role="img" aria-label={label}>
      <div ref={element} class="drawn-box" aria-hidden="true" data-kind={spec.kind} />
    </figure>
  );
}
