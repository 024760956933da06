import './inspections.css';
import type { JSX } from 'preact';
import type { PageProps } from '../shell/page.ts';
import { AddInspection } from './add-inspection.tsx';
import { ImportSheet } from './import-sheet.tsx';
import { Instruments } from './instruments.tsx';
import { Inspection } from './inspection.tsx';
import { quarterAt } from './quarter-at.ts';
import { InspectionList } from './inspection-list.tsx';

/** Inspections by quarter, branch, kind and state, or the one that the address names. */
export function Page({ language, clock, place, me }: PageProps): JSX.Element {
  const [branch, id] = place.path;
  if (branch !== undefined && id !== undefined)
    return (
      <Inspection
        key={`${branch}/${id}`}
        branch={branch}
        id={id}
        language={language}
        me={me}
        isImported={place.query['imported'] !== undefined}
      />
    );
  if (branch === 'new') return <AddInspection language={language} now={clock.now()} />;
  if (branch === 'import') return <ImportSheet language={language} now={clock.now()} />;
  if (branch === 'instruments')
    return <Instruments quarter={place.query['quarter'] ?? quarterAt(clock.now())} language={language} />;
  const mayAdd = me.actions.includes('plans.write');
  return <InspectionList query={place.query} language={language} now={clock.now()} mayAdd={mayAdd} />;
}
