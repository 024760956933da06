import type { Route } from '../api/route.ts';
import { readResults, readTasks } from './read-appraisals.ts';
import { signAppraisal } from './sign-appraisal.ts';
import { changeStaff, readStaff } from './staff.ts';
import type { AppraisalParts } from './parts.ts';

/** Staff appraisals: what people say of themselves, of their staff and of their colleagues. */
export function appraisalRoutes(parts: AppraisalParts): readonly Route[] {
  const branch = '/api/branches/:branch';
  return [
    { method: 'GET', path: `${branch}/staff`, answer: (asked) => readStaff(parts, asked) },
    { method: 'PUT', path: `${branch}/staff/:pseudonym`, answer: (asked) => changeStaff(parts, asked) },
    { method: 'GET', path: `${branch}/appraisals/:period`, answer: (asked) => readResults(parts, asked) },
    { method: 'GET', path: `${branch}/appraisal-tasks/:period`, answer: (asked) => readTasks(parts, asked) },
    {
      method: 'POST',
      path: `${branch}/appraisals`,
      bodyLimit: 500_000,
      answer: (asked) => signAppraisal(parts, asked),
    },
  ];
}
