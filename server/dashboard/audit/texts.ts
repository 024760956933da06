import type { Bilingual, Language } from '../shell/language.ts';

export interface AuditTexts {
  readonly title: string;
  readonly about: string;
  readonly action: string;
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly all: string;
  readonly at: string;
  readonly subject: string;
  readonly detail: string;
  readonly system: string;
  readonly older: string;
  readonly nothing: string;
  readonly prove: string;
  readonly sound: (rows: number, tip: string) => string;
  readonly broken: (seq: number) => string;
  readonly failed: string;
}

export const AUDIT_TEXTS: Readonly<Record<Language, AuditTexts>> = {
  zh: {
    title: '审计日志',
    about: '谁在何时做了什么。每一行都与前一行的哈希相连，改动、删除或插入都会被发现。',
    action: '操作',
    account: '人员',
    from: '起始日期',
    to: '截止日期',
    all: '全部',
    at: '时间',
    subject: '对象',
    detail: '内容',
    system: '系统',
    older: '更早的记录',
    nothing: '没有符合条件的记录',
    prove: '核验哈希链',
    sound: (rows, tip) => `完整无误，共 ${rows} 行。末行哈希：${tip}`,
    broken: (seq) => `第 ${seq} 行与前一行不符：日志被改动过。`,
    failed: '核验没有完成，请稍后再试。',
  },
  en: {
    title: 'Audit log',
    about:
      'Who did what, and when. Each row is hashed together with the one before it, so that a changed, removed or inserted row shows.',
    action: 'Action',
    account: 'Person',
    from: 'From',
    to: 'To',
    all: 'All',
    at: 'Time',
    subject: 'What it was done to',
    detail: 'Detail',
    system: 'System',
    older: 'Older rows',
    nothing: 'Nothing fits',
    prove: 'Verify the chain',
    sound: (rows, tip) => `Sound, ${rows} rows. Hash of the last: ${tip}`,
    broken: (seq) => `Row ${seq} does not follow from the one before it: the log was changed.`,
    failed: 'It could not be verified. Please try again.',
  },
};

/** One that is not here shows under its own name. */
export const ACTION_NAMES: Readonly<Partial<Record<string, Bilingual>>> = {
  'setup.done': { zh: '完成初始设置', en: 'Set up' },
  'session.opened': { zh: '登录', en: 'Signed in' },
  'session.refused': { zh: '登录被拒', en: 'Sign-in refused' },
  'session.ended': { zh: '退出登录', en: 'Signed out' },
  'password.changed': { zh: '修改密码', en: 'Password changed' },
  'password.chosen': { zh: '设置密码', en: 'Password chosen' },
  'password.reset': { zh: '重设密码', en: 'Password reset' },
  'account.added': { zh: '新增人员', en: 'Person added' },
  'account.renamed': { zh: '修改姓名', en: 'Person renamed' },
  'account.bound': { zh: '绑定统一认证', en: 'Bound to the bank’s sign-in' },
  'account.disabled': { zh: '停用账号', en: 'Account disabled' },
  'account.enabled': { zh: '启用账号', en: 'Account enabled' },
  'account.unlocked': { zh: '解除锁定', en: 'Account unlocked' },
  'role.granted': { zh: '授予角色', en: 'Role granted' },
  'role.revoked': { zh: '收回角色', en: 'Role revoked' },
  'unit.added': { zh: '新增机构', en: 'Unit added' },
  'unit.renamed': { zh: '机构改名', en: 'Unit renamed' },
  'unit.moved': { zh: '机构迁移', en: 'Unit moved' },
  'unit.closed': { zh: '撤销机构', en: 'Unit closed' },
  'policy.begun': { zh: '新建标准草稿', en: 'Draft of a standard begun' },
  'policy.saved': { zh: '保存标准草稿', en: 'Draft of a standard saved' },
  'policy.submitted': { zh: '标准提交审批', en: 'Standard submitted' },
  'policy.returned': { zh: '标准退回修改', en: 'Standard returned' },
  'policy.approved': { zh: '批准标准', en: 'Standard approved' },
  'policy.withdrawn': { zh: '撤回标准', en: 'Standard withdrawn' },
  'plan.made': { zh: '新建检查计划', en: 'Plan made' },
  'plan.lines': { zh: '安排检查', en: 'Visits planned' },
  'plan.suggested': { zh: '建议检查员', en: 'Inspectors suggested' },
  'plan.assigned': { zh: '指派检查员', en: 'Inspector assigned' },
  'plan.published': { zh: '发布检查计划', en: 'Plan published' },
  'plan.removed': { zh: '删除检查计划', en: 'Plan deleted' },
  'inspection.added': { zh: '新增计划外检查', en: 'Inspection outside the plan' },
  'inspection.imported': { zh: '导入评分', en: 'Sheet imported' },
  'inspection.differs': { zh: '双录不一致', en: 'Entries differ' },
  'inspection.settled': { zh: '核定录入差异', en: 'Difference settled' },
  'inspection.signed': { zh: '检查完成签署', en: 'Inspection signed' },
  'inspection.returned': { zh: '检查退回', en: 'Inspection returned' },
  'inspection.released': { zh: '检查生效', en: 'Inspection released' },
  'inspection.cancelled': { zh: '取消检查', en: 'Inspection cancelled' },
  'inspection.respondents': { zh: '登记受访人数', en: 'Respondents entered' },
  'sheet.begun': { zh: '开始填写', en: 'Sheet begun' },
  'sheet.changed': { zh: '修改填写内容', en: 'Sheet changed' },
  'sheet.signed': { zh: '签字提交', en: 'Sheet signed' },
  'sheet.taken-over': { zh: '改用另一部手机填写', en: 'Sheet taken over' },
  'sheet.set-aside': { zh: '另一部手机的内容存档', en: 'Answers put on record' },
  'entry.taken': { zh: '领取纸质录入', en: 'Paper entry taken' },
  'entry.given-back': { zh: '退还纸质录入', en: 'Paper entry given back' },
  'entry.signed': { zh: '提交纸质录入', en: 'Paper entry handed in' },
  'evidence.added': { zh: '添加证据', en: 'Evidence added' },
  'evidence.removed': { zh: '删除证据', en: 'Evidence removed' },
  'recording.filed': { zh: '登记录音', en: 'Recording filed' },
  'recording.heard': { zh: '播放录音', en: 'Recording played' },
  'case.recorded': { zh: '登记投诉或整改', en: 'Case recorded' },
  'case.changed': { zh: '修改投诉或整改', en: 'Case changed' },
  'scores.computed': { zh: '重新计算评分', en: 'Scores computed' },
  'subject.exported': { zh: '导出个人数据', en: 'Personal data exported' },
  'retention.removed': { zh: '到期删除', en: 'Removed after retention' },
};
