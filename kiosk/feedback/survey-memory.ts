import { GUARD_MS } from './idle.ts';
import { SURVEY_START } from './survey-flow.ts';
import type { Survey, SurveyState } from './survey-flow.ts';

/** A questionnaire in progress, so that a reload of the page goes on where the person was. */

const KEY = 'hallmeter.survey';

interface Remembered {
  readonly survey: string;
  readonly version: number;
  /** Epoch ms. */
  readonly at: number;
  readonly state: Pick<Extract<SurveyState, { name: 'asking' }>, 'index' | 'response' | 'answers'>;
}

export function rememberSurvey(storage: Storage, survey: Survey, state: SurveyState, wallNow: number): void {
  try {
    if (state.name !== 'asking' || state.response === null) {
      storage.removeItem(KEY);
      return;
    }
    const { index, response, answers } = state;
    const remembered: Remembered = {
      survey: survey.id,
      version: survey.version,
      at: wallNow,
      state: { index, response, answers },
    };
    storage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // Without the copy a reload begins again; what was answered is on its way all the same.
  }
}

/** Where a person left off less than `idleMs` ago, else the start. `now` is steady, `wallNow` epoch ms. */
export function resumedSurvey(
  storage: Storage,
  survey: Survey,
  { now, wallNow, idleMs }: { readonly now: number; readonly wallNow: number; readonly idleMs: number },
): SurveyState {
  try {
    const known = JSON.parse(storage.getItem(KEY) ?? 'null') as Remembered | null;
    if (known === null || known.survey !== survey.id || known.version !== survey.version) return SURVEY_START;
    const age = wallNow - known.at;
    const { index, response, answers } = known.state;
    const usable = Array.isArray(answers) && typeof response === 'string' && survey.questions[index] !== undefined;
    if (!usable || age < 0 || age >= idleMs) return SURVEY_START;
    const patience = { until: now + idleMs, touched: true };
    return { name: 'asking', since: now - GUARD_MS, index, response, answers, patience };
  } catch {
    return SURVEY_START;
  }
}
