import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import { useNow } from '../shared/use-now.ts';
import { announced, secondsLeft, warningSeconds, WARNING_MS } from './idle.ts';
import type { Patience } from './idle.ts';
import type { KioskKit } from './kit.ts';

const CIRCUMFERENCE = 2 * Math.PI * 16;

/** A ring that empties, with the seconds in it. */
export function Ring({ seconds, share }: { readonly seconds: number; readonly share: number }): JSX.Element {
  return (
    <span class="ring">
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="16" class="ring-track" />
        <circle
          cx="18"
          cy="18"
          r="16"
          class="ring-left"
          stroke-dasharray={CIRCUMFERENCE}
          stroke-dashoffset={CIRCUMFERENCE * (1 - Math.min(1, Math.max(0, share)))}
        />
      </svg>
      <span>{seconds}</span>
    </span>
  );
}

interface UntouchedProps {
  readonly clock: Clock;
  readonly patience: Patience;
  readonly totalMs: number;
}

/** The few seconds of a thank-you that nobody has touched; nothing is lost when they end. */
export function UntouchedTime({ clock, patience, totalMs }: UntouchedProps): JSX.Element | null {
  const now = useNow(clock, 250);
  if (patience.touched) return null;
  return (
    <span aria-hidden="true" data-testid="countdown">
      <Ring seconds={Math.max(1, secondsLeft(patience, now))} share={(patience.until - now) / totalMs} />
    </span>
  );
}

interface WarningProps {
  readonly kit: KioskKit;
  readonly patience: Patience | null;
  readonly onMoreTime: () => void;
}

/** The last ten seconds of somebody who was there: seen, heard and read out, with as much more time as they like. */
export function TimeWarning({ kit, patience, onMoreTime }: WarningProps): JSX.Element {
  const { clock, texts } = kit;
  // Nobody there, nothing to count: a page that waits for hours does not draw itself four times a second.
  const now = useNow(clock, patience === null ? 60_000 : 250);
  const seconds = warningSeconds(patience, now);
  const said = announced(seconds);
  useEffect(() => {
    if (said !== null) kit.warn();
  }, [said]);
  return (
    <div class="time-warning" data-shown={seconds !== null}>
      {/* Spoken by a screen reader when it appears and at five seconds, not each second. */}
      <p class="visually-hidden" role="status">
        {said === null ? '' : texts.returns(said)}
      </p>
      {seconds === null || patience === null ? null : (
        <>
          <p class="time-left" role="timer" aria-live="off" data-testid="countdown">
            <Ring seconds={seconds} share={(patience.until - now) / WARNING_MS} />
            {texts.returns(seconds)}
          </p>
          <button type="button" class="button" data-kind="primary" data-testid="more-time" onClick={onMoreTime}>
            {texts.moreTime}
          </button>
        </>
      )}
    </div>
  );
}
