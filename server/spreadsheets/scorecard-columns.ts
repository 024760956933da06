import type { Column } from './columns.ts';

/** Columns of a scorecard's workbook, sheet by sheet. */

const text = (path: string, zh: string, width?: number): Column => ({
  path,
  zh,
  as: 'text',
  ...(width === undefined ? {} : { width }),
});
const both = (path: string, zh: string, width: number): readonly Column[] => [
  text(`${path}.zh`, `${zh}（中文）`, width),
  text(`${path}.en`, `${zh}（英文）`, width),
];

/** Written one below the other: field, value. */
export const CARD_FIELDS: readonly Column[] = [
  { path: 'scorecard', zh: '文件格式', as: 'whole-number' },
  text('id', '编号'),
  { path: 'version', zh: '版本', as: 'whole-number' },
  text('effective.from', '启用日期'),
  text('effective.to', '停用日期'),
  text('kind', '类型'),
  ...both('title', '名称', 40),
  ...both('source', '来源', 60),
  text('points', '总分'),
  text('parts', '分值关系'),
  text('base', '基础分'),
  text('bonusCap', '加分上限'),
  { path: 'responsibleRequired', zh: '扣分须注明负责人', as: 'yes-no' },
  text('approval.approver', '审批人'),
  text('approval.on', '审批日期'),
];

export const SECTION_COLUMNS: readonly Column[] = [
  text('id', '编号', 18),
  text('parent', '上级部分', 18),
  ...both('title', '名称', 32),
  text('points', '分值'),
  text('parts', '分值关系', 16),
  text('bonusCap', '加分上限'),
];

export const ITEM_COLUMNS: readonly Column[] = [
  text('id', '编号', 18),
  text('section', '所属部分', 18),
  ...both('title', '名称', 32),
  ...both('criterion', '标准', 40),
  ...both('finding', '问题表述', 32),
  text('answer.type', '填写方式', 14),
  text('answer.step', '步长'),
  { path: 'answer.atLeast', zh: '至少数量', as: 'whole-number' },
  { path: 'answer.atMostSeconds', zh: '最多秒数', as: 'whole-number' },
  text('points', '分值'),
  { path: 'bonus', zh: '加分项', as: 'yes' },
  text('veto.capsAt', '一票否决上限等级', 16),
  { path: 'allowNotApplicable', zh: '可选不适用', as: 'yes-no' },
  { path: 'evidenceOnFail', zh: '不合格须取证', as: 'yes-no' },
  { path: 'diversion', zh: '分流项', as: 'yes' },
  text('responsibleRole', '负责岗位', 16),
  { path: 'roles', zh: '适用岗位', as: 'list', width: 24 },
  { path: 'penaltyAmount', zh: '扣罚金额', as: 'as-is' },
];

/** Options of the items that have some; `item` says whose. */
export const OPTION_COLUMNS: readonly Column[] = [
  text('item', '项目编号', 18),
  text('id', '编号', 18),
  ...both('title', '名称', 32),
  text('points', '分值'),
];

export const ROLE_COLUMNS: readonly Column[] = [text('id', '编号', 18), ...both('title', '名称', 32)];

export const GRADE_COLUMNS: readonly Column[] = [
  text('id', '编号', 18),
  ...both('title', '名称', 32),
  text('from', '起始百分比'),
];
