import type { Route } from '../api/route.ts';
import { importRoutes } from './import-sheet.ts';
import { inspectionRoutes, type InspectionParts } from './inspection-routes.ts';
import { instrumentRoutes } from './instruments/instrument-routes.ts';
import { outsidePlanRoutes } from './outside-plan.ts';
import { planRoutes } from './planning/plan-routes.ts';
import { tieRoutes } from './planning/tie-routes.ts';
import { recordingRoutes } from './recordings.ts';

/** Everything about planning and looking at inspections. */
export function inspectionsRoutes(parts: InspectionParts): readonly Route[] {
  return [
    ...planRoutes(parts),
    ...tieRoutes(parts),
    ...inspectionRoutes(parts),
    ...outsidePlanRoutes(parts),
    ...importRoutes(parts),
    ...recordingRoutes(parts),
    ...instrumentRoutes(parts),
  ];
}
