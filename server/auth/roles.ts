/**
 * Who may do what. A role is granted at a unit and holds there and below; an action that no role of a viewer permits is
 * refused. What is granted to nobody here cannot be done.
 */

export const ROLES = [
  'quality', // head office's quality department 质量控制部门
  'region', // quality officer of a region
  'branch-manager', // 网点经理
  'lobby-manager', // 大堂经理
  'inspector', // inspectors and mystery shoppers 检查员、神秘顾客
  'auditor', // reads everything, changes nothing
  'it', // accounts, organisation, settings; no scores
] as const;
export type Role = (typeof ROLES)[number];

export const ACTIONS = {
  /** Queues and figures of today, alarms of the branch's equipment. */
  'live.read': ['quality', 'region', 'branch-manager', 'lobby-manager', 'auditor', 'it'],
  /** Scores, composites and their explanation. */
  'scores.read': ['quality', 'region', 'branch-manager', 'auditor'],
  /** Single tickets, ratings and journal lines: personal data when joined with other systems. */
  'tickets.read': ['quality', 'region', 'branch-manager', 'auditor'],
  /** Places of all branches of a peer group. */
  'ranking.read': ['quality', 'region', 'branch-manager', 'auditor'],
  /** Their names, also of branches elsewhere; without it they are “a peer”. */
  'ranking.names': ['quality', 'region', 'auditor'],
  /** Compute a period again, also under another version. */
  'scores.compute': ['quality'],

  'policies.read': ['quality', 'region', 'branch-manager', 'inspector', 'auditor'],
  /** Versions that are not approved, or never were. */
  'policies.drafts': ['quality', 'auditor'],
  'policies.write': ['quality'],
  /** By somebody else than the author. */
  'policies.approve': ['quality'],

  'plans.read': ['quality', 'region', 'auditor'],
  'plans.write': ['quality', 'region'],
  /** Inspections of branches; branch managers see signed ones only, and never who a mystery shopper was. */
  'inspections.read': ['quality', 'region', 'branch-manager', 'auditor'],
  /** The viewer's own assignments only. */
  'inspections.fill': ['inspector'],
  /** Typing in paper sheets, once each by two persons. */
  'inspections.enter': ['quality', 'region', 'inspector'],
  /** Settle what two entries disagree on, by a third person; review, return, release. */
  'inspections.review': ['quality', 'region'],
  'agreement.read': ['quality', 'auditor'],
  'evidence.read': ['quality', 'region', 'auditor'],
  /** Evidence that carries voices. */
  'recordings.hear': ['quality', 'auditor'],
  'appraisals.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'appraisals.write': ['quality', 'region', 'branch-manager', 'lobby-manager'],
  /** Who works at a branch, by pseudonym. */
  'staff.write': ['branch-manager'],
  /** Complaints and problems to be put right, as far as scores rest on them. */
  'cases.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'cases.write': ['quality', 'region'],

  'organisation.read': ['quality', 'region', 'branch-manager', 'lobby-manager', 'inspector', 'auditor', 'it'],
  'organisation.write': ['quality', 'it'],
  'people.read': ['quality', 'auditor', 'it'],
  'people.write': ['it'],
  'audit.read': ['auditor', 'it'],
  /** What is stored about one person, for that person (PIPL art. 45). */
  'subjects.export': ['it', 'auditor'],
  'retention.read': ['quality', 'auditor', 'it'],
  'retention.write': ['it'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Action = keyof typeof ACTIONS;

export function permits(role: Role, action: Action): boolean {
  return (ACTIONS[action] as readonly Role[]).includes(role);
}
