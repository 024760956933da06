import './inspections.css';
import type { JSX } from 'preact';
import type { PageProps } from '../shell/page.ts';
import { Inspection } from './inspection.tsx';
import { InspectionList } from './inspection-list.tsx';

/** Inspections by quarter, branch, kind and state, or the one that the address names. */
export function Page({ language, clock, place }: PageProps): JSX.Element {
  const [branch, id] = place.path;
  if (branch !== undefined && id !== undefined)
    return <Inspection key={`${branch}/${id}`} branch={branch} id={id} language={language} />;
  return <InspectionList query={place.query} language={language} now={clock.now()} />;
}
