import type { Route } from '../api/route.ts';
import { changesRoute } from './changes-route.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import type { EvidenceParts } from './evidence/parts.ts';
import { formRoutes } from './form-routes.ts';
import { storedCards } from './form/card-versions.ts';

/** What inspectors fill in, their evidence, and what became of both. */
export function inspectorRoutes(parts: EvidenceParts): readonly Route[] {
  const cards = storedCards(parts.database.read);
  return [...formRoutes({ ...parts, cards }), ...evidenceRoutes(parts), changesRoute(parts)];
}
