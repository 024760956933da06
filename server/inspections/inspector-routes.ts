import type { Route } from '../api/route.ts';
import { changesRoute } from './changes-route.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import type { EvidenceParts } from './evidence/parts.ts';
import { formRoutes, type FormParts } from './form-routes.ts';

/** What inspectors fill in, their evidence, and what became of both. */
export function inspectorRoutes(parts: EvidenceParts & Pick<FormParts, 'cards'>): readonly Route[] {
  return [...formRoutes(parts), ...evidenceRoutes(parts), changesRoute(parts)];
}
