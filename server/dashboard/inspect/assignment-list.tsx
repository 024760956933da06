import type { JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import type { PhoneState } from './phone.ts';
import { Keeping } from './keeping.tsx';
import { TEXTS, type InspectTexts } from './texts.ts';
import type { Visit } from './visit.ts';

interface ListProps {
  readonly state: PhoneState;
  readonly language: Language;
  readonly isOfflineReady: boolean;
}

/** Inspections of whoever is signed in, the most urgent first, those done last. */
export function AssignmentList({ state, language, isOfflineReady }: ListProps): JSX.Element {
  const texts = TEXTS[language];
  const own = state.visits.filter(({ account }) => account === state.account).toSorted(byUrgency);
  if (own.length === 0)
    return (
      <div class="card nothing" data-state={state.line === 'unknown' ? 'loading' : 'empty'}>
        <p>{state.line === 'unknown' ? texts.loading : texts.none}</p>
        {state.line === 'unknown' ? null : <p class="quiet">{texts.noneHint}</p>}
      </div>
    );
  return (
    <>
      <ul class="assignments">
        {own.map((visit) => (
          <li key={visit.key}>
            <Row visit={visit} state={state} language={language} />
          </li>
        ))}
      </ul>
      <p class="quiet" data-testid="offline-ready" data-ready={isOfflineReady}>
        {isOfflineReady ? `✓ ${texts.offlineReady}` : `▲ ${texts.offlineNotReady}`}
      </p>
    </>
  );
}

function byUrgency(a: Visit, b: Visit): number {
  const [doneA, doneB] = [isDone(a), isDone(b)];
  if (doneA !== doneB) return doneA ? 1 : -1;
  return a.assignment.to === b.assignment.to ? (a.key < b.key ? -1 : 1) : a.assignment.to < b.assignment.to ? -1 : 1;
}

function isDone({ signing }: Visit): boolean {
  return signing.state === 'done';
}

interface RowProps {
  readonly visit: Visit;
  readonly state: PhoneState;
  readonly language: Language;
}

function Row({ visit, state, language }: RowProps): JSX.Element {
  const texts = TEXTS[language];
  const { branch, inspection, branchName, kind, entry, to } = visit.assignment;
  const { label, tone } = stateOf(visit, texts);
  return (
    <a class="card assignment" href={hrefOf([branch, inspection])} data-testid={`assignment-${inspection}`}>
      <strong>{branchName[language]}</strong>
      <span class="tag" data-tone={tone}>
        {label}
      </span>
      <span class="quiet">
        {texts.kind[kind]}
        {entry === 'second-scorer' ? ` · ${texts.secondScorer}` : ''} · {texts.until(to)}
      </span>
      <Keeping visit={visit} files={state.files} language={language} />
    </a>
  );
}

interface Shown {
  readonly label: string;
  readonly tone: 'ok' | 'near' | 'over' | 'info';
}

function stateOf(
  { assignment, card, clash, draft, isWithdrawn, returned, signing }: Visit,
  texts: InspectTexts,
): Shown {
  if (isWithdrawn) return { label: texts.state.withdrawn, tone: 'over' };
  if (clash !== null) return { label: texts.state.clash, tone: 'over' };
  if (assignment.state === 'released') return { label: `✓ ${texts.state.released}`, tone: 'ok' };
  if (signing.state === 'done') return { label: `✓ ${texts.state.signed}`, tone: 'ok' };
  if (signing.state === 'wanted') return { label: texts.state.waiting, tone: 'near' };
  if (returned !== null) return { label: texts.state.returned, tone: 'over' };
  if (card === null) return { label: texts.state.notLoaded, tone: 'near' };
  return draft === null ? { label: texts.state.open, tone: 'info' } : { label: texts.state.begun, tone: 'near' };
}
