import type { Role } from '../../auth/roles.ts';
import type { Bilingual } from '../shell/language.ts';

export const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  quality: { zh: '质量控制部门', en: 'Quality department' },
  region: { zh: '分行质量管理', en: 'Regional quality officer' },
  'branch-manager': { zh: '网点经理', en: 'Branch manager' },
  'lobby-manager': { zh: '大堂经理', en: 'Lobby manager' },
  inspector: { zh: '检查员', en: 'Inspector' },
  auditor: { zh: '审计员', en: 'Auditor' },
  it: { zh: '系统管理员', en: 'IT' },
};
