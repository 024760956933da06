import type { JSX } from 'preact';
import type { PartExplanation } from '#rubric/composite/explain.ts';
import type { ScoreTitles } from '../scores/titles.ts';
import type { Language } from '../shell/language.ts';
import { CaseList } from './case-list.tsx';
import { DayList } from './day-list.tsx';
import { sortLeaves } from './leaves.ts';
import { SheetList } from './sheet-list.tsx';

interface EvidenceProps {
  readonly part: PartExplanation;
  readonly branch: string;
  readonly titles: ScoreTitles;
  readonly maySeeTickets: boolean;
  readonly language: Language;
}

/** What a part of the score was counted from. */
export function Evidence({ part, branch, titles, maySeeTickets, language }: EvidenceProps): JSX.Element {
  const { days, sheets, cases } = sortLeaves(part);
  return (
    <div class="evidence" data-testid="evidence">
      {days.length === 0 ? null : (
        <DayList days={days} branch={branch} maySeeTickets={maySeeTickets} language={language} />
      )}
      {sheets.length === 0 ? null : <SheetList sheets={sheets} branch={branch} titles={titles} language={language} />}
      {cases.length === 0 ? null : <CaseList cases={cases} language={language} />}
    </div>
  );
}
