import './inspections.css';
import type { JSX } from 'preact';
import type { PageProps } from '../shell/page.ts';
import { Instruments } from './instruments.tsx';
import { Inspection } from './inspection.tsx';
import { quarterAt } from './quarter-at.ts';
import { InspectionList } from './inspection-list.tsx';

/** Inspections by quarter, branch, kind and state, or the one that the address names. */
export function Page({ language, clock, place }: PageProps): JSX.Element {
  const [branch, id] = place.path;
  if (branch !== undefined && id !== undefined)
    return <Inspection key={`${branch}/${id}`} branch={branch} id={id} language={language} />;
  if (branch === 'instruments')
    return <Instruments quarter={place.query['quarter'] ?? quarterAt(clock.now())} language={language} />;
  return <InspectionList query={place.query} language={language} now={clock.now()} />;
}
