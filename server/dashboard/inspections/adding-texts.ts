import type { FormTexts } from '../parts/form.tsx';
import type { Language } from '../shell/language.ts';

/** Words of the two ways in which an inspection comes in beside a plan. */
export interface AddingTexts extends FormTexts {
  readonly add: string;
  readonly addAbout: string;
  readonly import: string;
  readonly importAbout: string;
  readonly back: string;
  readonly branch: string;
  readonly kind: string;
  readonly card: string;
  readonly from: string;
  readonly to: string;
  readonly mode: string;
  readonly inspector: string;
  readonly second: string;
  readonly nobody: string;
  readonly choose: string;
  readonly noCards: string;
  readonly noCandidates: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly chooseFirst: string;
  readonly visitedOn: string;
  readonly respondents: string;
  readonly file: string;
  readonly fileHint: string;
  readonly notJson: string;
  readonly wrongPlaces: string;
  readonly assign: string;
  readonly take: string;
  readonly cancel: string;
}

export const ADDING_TEXTS: Readonly<Record<Language, AddingTexts>> = {
  zh: {
    add: '计划外检查',
    addAbout: '用于投诉核查或补做已取消的检查。回避与轮换规则同样适用，理由记入审计日志。',
    import: '导入评分表',
    importAbout: '导入在别处填写的评分表（JSON）。表上印的合计与各项不符时只作标记，不改数字；须由他人审核后生效。',
    back: '全部检查',
    branch: '网点',
    kind: '检查方式',
    card: '评分表',
    from: '开始日期',
    to: '结束日期',
    mode: '填写方式',
    inspector: '检查员',
    second: '第二评分人',
    nobody: '无',
    choose: '请选择',
    noCards: '此类检查在开始日期没有已批准的评分表。',
    noCandidates: '没有可指派的检查员：均存在回避情形或不覆盖此网点。',
    reason: '理由',
    reasonHint: '为何在计划外检查；不符合轮换规则时也请说明。',
    chooseFirst: '请选择网点和同一季度内的日期，然后选择评分表和检查员。',
    visitedOn: '检查日期',
    respondents: '受访客户数',
    file: '评分表文件',
    fileHint: 'JSON 文件，不超过 2 MB',
    notJson: '这个文件不是可读取的 JSON。',
    wrongPlaces: '文件中以下位置不符合要求，请更正后再导入：',
    assign: '指派检查',
    take: '导入',
    cancel: '返回',
    refusals: {
      'already-there': '这次检查已经存在。',
      'cannot-assign': '不能这样指派。',
      unreachable: '暂时连不上总行服务器，填写的内容还在。',
      'too-large': '文件过大。',
    },
    problems: {
      branch: '请选择网点',
      card: '评分表在开始日期没有已批准的版本，或不适用于此类检查',
      from: '开始日期须是网点营业的日子',
      to: '结束日期须在同一季度内，且不早于开始日期',
      inspector: '检查员存在回避情形，或尚未选择',
      second: '第二评分人须为另一位检查员，且无回避情形',
      reason: '请说明理由（至少4个字）',
      visitedOn: '请填写已经到来的日期',
      respondents: '请填写受访客户数',
      kind: '评分表不适用于此类检查',
    },
  },
  en: {
    add: 'Outside the plan',
    addAbout:
      'After a complaint, or in place of a cancelled visit. Conflicts and rotation hold as well; the reason goes into the audit log.',
    import: 'Import a sheet',
    importAbout:
      'A sheet (JSON) that was filled in elsewhere. A printed total that its items do not add up to is flagged and never changed; somebody else has to release it.',
    back: 'All inspections',
    branch: 'Branch',
    kind: 'Kind',
    card: 'Scorecard',
    from: 'First day',
    to: 'Last day',
    mode: 'Filled in',
    inspector: 'Inspector',
    second: 'Second scorer',
    nobody: 'None',
    choose: 'Please choose',
    noCards: 'No scorecard for this kind has an approved version on the first day.',
    noCandidates: 'Nobody can be assigned: all have a conflict or do not cover this branch.',
    reason: 'Reason',
    reasonHint: 'Why outside the plan, and in spite of rotation where it speaks against it.',
    chooseFirst: 'Choose a branch and days of one quarter, then a scorecard and an inspector.',
    visitedOn: 'Day of the visit',
    respondents: 'Customers asked',
    file: 'File of the sheet',
    fileHint: 'JSON, at most 2 MB',
    notJson: 'This file is not JSON that can be read.',
    wrongPlaces: 'These places of the file do not fit; please correct them and import it again:',
    assign: 'Assign',
    take: 'Import',
    cancel: 'Back',
    refusals: {
      'already-there': 'This inspection is there already.',
      'cannot-assign': 'This cannot be assigned so.',
      unreachable: 'Head office cannot be reached; what you filled in is still here.',
      'too-large': 'The file is too large.',
    },
    problems: {
      branch: 'Please choose a branch',
      card: 'No approved version on the first day, or not for this kind of inspection',
      from: 'The branch must be open on the first day',
      to: 'The last day must lie in the same quarter, not before the first',
      inspector: 'The inspector has a conflict, or nobody is chosen',
      second: 'The second scorer must be another inspector without a conflict',
      reason: 'Please give a reason (at least 4 characters)',
      visitedOn: 'A day that has come',
      respondents: 'How many customers were asked',
      kind: 'The scorecard is not for this kind of inspection',
    },
  },
};
