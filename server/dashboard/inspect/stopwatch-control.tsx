import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { withCell } from './draft.ts';
import type { AnswerProps } from './answer-control.tsx';
import { elapsed, minutesAndSeconds, readInstant, type Elapsed, type Running } from './stopwatch.ts';
import { TEXTS } from './texts.ts';

const TICK_MS = 200;

/** A stopwatch with one large button. At its limit it says what the visit's rule asks for, and goes on counting. */
export function StopwatchControl(props: AnswerProps): JSX.Element {
  const { draft, cell, answer, item, language } = props;
  const texts = TEXTS[language];
  const seconds = item.answer.type === 'timer' ? item.answer.atMostSeconds : undefined;
  const limitMs = seconds === undefined ? null : seconds * 1000;
  const running = draft.running?.cell === cell ? draft.running : null;
  return (
    <div class="stopwatch">
      {limitMs === null ? null : <p class="quiet">{texts.limit(minutesAndSeconds(limitMs))}</p>}
      {running === null ? (
        <Standing {...props} ms={answer?.type === 'timer' ? answer.ms : null} limitMs={limitMs} />
      ) : (
        <Going {...props} running={running} limitMs={limitMs} />
      )}
    </div>
  );
}

interface StandingProps extends AnswerProps {
  readonly ms: number | null;
  readonly limitMs: number | null;
}

function Standing({ phone, visit, draft, cell, ms, limitMs, language }: StandingProps): JSX.Element {
  const texts = TEXTS[language];
  const start = (): void => phone.edit(visit.key, (now) => ({ ...now, running: { ...readInstant(), cell } }));
  return (
    <>
      {ms === null ? null : (
        <p class="time" data-testid={`time-${cell}`} data-ms={ms}>
          {minutesAndSeconds(ms)}
          {limitMs === null ? null : (
            <span class="tag" data-tone={ms <= limitMs ? 'ok' : 'over'}>
              {ms <= limitMs ? `✓ ${texts.within}` : `✗ ${texts.tooLate}`}
            </span>
          )}
        </p>
      )}
      <button
        type="button"
        class="button watch"
        data-kind="primary"
        data-testid={`start-${cell}`}
        disabled={draft.running !== null}
        onClick={start}
      >
        {ms === null ? texts.start : texts.restart}
      </button>
    </>
  );
}

interface GoingProps extends AnswerProps {
  readonly running: Running;
  readonly limitMs: number | null;
}

function Going({ phone, visit, cell, item, running, limitMs, language }: GoingProps): JSX.Element {
  const texts = TEXTS[language];
  const [ms, setMs] = useState(() => elapsed(running, readInstant()).ms);
  const isOver = limitMs !== null && ms >= limitMs;
  useEffect(() => {
    const ticking = setInterval(() => setMs(elapsed(running, readInstant()).ms), TICK_MS);
    return () => clearInterval(ticking);
  }, [running]);
  useEffect(() => {
    if (isOver) navigator.vibrate?.([300, 150, 300]);
  }, [isOver]);
  useAwake();
  const stop = (): void => {
    const taken = elapsed(running, readInstant());
    phone.edit(visit.key, (now) => withRun(now, { cell, item: item.id, startedAt: Math.round(running.wall), taken }));
  };
  return (
    <>
      <p class="time" data-testid={`time-${cell}`} data-ms={ms} role="timer" aria-label={texts.running}>
        {minutesAndSeconds(ms)}
      </p>
      <div role="alert">
        {isOver ? (
          <p class="banner" data-tone="over" data-testid="approach-staff">
            ▲ {texts.approachStaff}
          </p>
        ) : null}
      </div>
      <button type="button" class="button watch" data-kind="primary" data-testid={`stop-${cell}`} onClick={stop}>
        ■ {texts.stop}
      </button>
    </>
  );
}

interface Run {
  readonly cell: string;
  readonly item: string;
  readonly startedAt: number;
  readonly taken: Elapsed;
}

/** The answer, and beside it how it was taken. */
function withRun(draft: AnswerProps['draft'], { cell, item, startedAt, taken }: Run): AnswerProps['draft'] {
  const next = withCell(draft, cell, { answer: { type: 'timer', ms: taken.ms } });
  const runs = [...next.timers.runs, { item, startedAt, ...taken }];
  return { ...next, running: null, timers: { ...next.timers, runs } };
}

/** The screen stays on while a stopwatch runs, where the phone allows it. */
function useAwake(): void {
  useEffect(() => {
    const held = navigator.wakeLock?.request('screen').catch(() => null);
    return () => void held?.then((lock) => lock?.release());
  }, []);
}
