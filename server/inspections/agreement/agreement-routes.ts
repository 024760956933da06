import type { Route } from '../../api/route.ts';
export function agreementRoutes(_parts: unknown): readonly Route[] {
  return [];
}
