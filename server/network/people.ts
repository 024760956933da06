import type { Role } from '../auth/roles.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import { REGIONS, type NetworkBranch } from './branches.ts';

/** Somebody of the fictional bank, with one role at one unit. */
export interface Person {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: string;
}

const INSPECTORS = 10;
const SURNAMES: readonly string[] = ['林', '周', '许', '唐', '叶', '秦', '陆', '韩', '丁', '程'];

/** Head office, regions, inspectors, and a manager at every branch. */
export function networkPeople(branches: readonly NetworkBranch[]): readonly Person[] {
  const office: readonly (readonly [login: string, role: Role, title: string])[] = [
    ['quality1', 'quality', '质控主管'],
    ['quality2', 'quality', '质控审核'],
    ['auditor', 'auditor', '审计员'],
    ['it', 'it', '系统管理员'],
  ];
  const titled = (number: number, title: string): string => `${SURNAMES[number % SURNAMES.length]!}${title}`;
  return [
    ...office.map(([login, role, title], index) => ({ login, name: titled(index, title), role, unit: HEAD_OFFICE })),
    ...REGIONS.map(({ id }, index) => ({
      login: id,
      name: titled(index + 4, '区域质控'),
      role: 'region' as const,
      unit: id,
    })),
    ...Array.from({ length: INSPECTORS }, (_, index) => ({
      login: `inspector${String(index + 1)}`,
      name: titled(index, `检查员${String(index + 1)}`),
      role: 'inspector' as const,
      unit: HEAD_OFFICE,
    })),
    ...branches.map(({ id }, index) => ({
      login: `manager-${id}`,
      name: titled(index, '行长'),
      role: 'branch-manager' as const,
      unit: id,
    })),
  ];
}
