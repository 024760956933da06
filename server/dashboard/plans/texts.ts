import type { Concern, Conflict } from '../../inspections/planning/candidates.ts';
import type { Language } from '../shell/language.ts';

interface PlanTexts {
  readonly title: string;
  readonly back: string;
  readonly make: string;
  readonly makeTitle: string;
  readonly none: string;
  readonly noneHint: string;
  readonly quarter: string;
  readonly quarterHint: string;
  readonly planTitle: string;
  readonly unit: string;
  readonly perWeek: string;
  readonly perWeekHint: string;
  readonly state: string;
  readonly states: Readonly<Record<'draft' | 'published', string>>;
  readonly visits: string;
  readonly open: string;
  readonly allOpen: (n: number) => string;
  readonly save: string;
  readonly cancel: string;
  readonly remove: string;
  readonly removeSure: string;
  readonly suggest: string;
  readonly suggestHint: string;
  readonly publish: string;
  readonly publishSure: (visits: number) => string;
  readonly publishHint: string;
  readonly plan: string;
  readonly planLines: string;
  readonly branches: string;
  readonly branch: string;
  readonly all: string;
  readonly noneChosen: string;
  readonly kind: string;
  readonly card: string;
  readonly noCards: string;
  readonly choose: string;
  readonly count: string;
  readonly countHint: string;
  readonly mode: string;
  readonly from: string;
  readonly to: string;
  readonly matrix: string;
  readonly noVisits: string;
  readonly noVisitsHint: string;
  readonly notPlanned: string;
  readonly find: string;
  readonly list: string;
  readonly show: Readonly<Record<'todo' | 'all', string>>;
  readonly nothingToDo: string;
  readonly days: string;
  readonly inspector: string;
  readonly second: string;
  readonly noSecond: string;
  readonly nobody: string;
  readonly assign: string;
  readonly assignTitle: string;
  readonly candidates: string;
  readonly noCandidates: string;
  readonly free: string;
  readonly inQuarter: (n: number) => string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly people: string;
  readonly conflict: (conflict: Conflict) => string;
  readonly concern: (concern: Concern) => string;
  readonly tooFew: (branches: number, kind: string, needed: number) => string;
  readonly accuracy: (visits: number, error: string) => string;
  readonly template: string;
  readonly which: string;
  readonly failed: (code: string) => string;
  readonly problem: (field: string) => string;
}

const ZH_FAILURES: Readonly<Record<string, string>> = {
  malformed: '内容有误，请检查后再保存。',
  'cannot-assign': '不能这样指派。',
  'not-ready': '还不能发布：有检查尚未指派、存在回避情形或评分表没有生效版本。',
  published: '计划已发布，请逐项调整检查。',
  unreachable: '暂时连不上总行服务器，填写的内容还在。',
  'not-allowed': '您没有此项权限。',
};

const EN_FAILURES: Readonly<Record<string, string>> = {
  malformed: 'Something does not fit; please check and save again.',
  'cannot-assign': 'This cannot be assigned so.',
  'not-ready':
    'Not ready to publish: visits are open, somebody has a conflict, or a scorecard has no version in force.',
  published: 'The plan is published; change its inspections one by one.',
  unreachable: 'Head office cannot be reached; what you filled in is still here.',
  'not-allowed': 'Your roles do not allow this.',
};

const ZH_FIELDS: Readonly<Record<string, string>> = {
  branch: '网点不在本计划范围内，或季度内已停业',
  card: '评分表在该日没有已批准的版本，或不适用于此类检查',
  from: '开始日期须在本季度内',
  to: '结束日期须在本季度内，且不早于开始日期',
  inspector: '检查员存在回避情形，或尚未指派',
  second: '第二评分人须为另一位检查员，且无回避情形',
  reason: '请说明理由（至少4个字）',
  quarter: '季度写法如 2026-Q4',
  title: '请填写名称',
  unit: '请选择您负责的机构',
  perWeek: '每周1至50次',
  slots: '至少安排一次检查',
};

const EN_FIELDS: Readonly<Record<string, string>> = {
  branch: 'The branch is not part of this plan, or closes within the quarter',
  card: 'The scorecard has no approved version on that day, or is not for this kind of inspection',
  from: 'The first day must lie in the quarter',
  to: 'The last day must lie in the quarter, not before the first',
  inspector: 'The inspector has a conflict, or nobody is assigned',
  second: 'The second scorer must be another inspector without a conflict',
  reason: 'Please give a reason (at least 4 characters)',
  quarter: 'Quarters are written 2026-Q4',
  title: 'Please give it a name',
  unit: 'Please choose a unit of yours',
  perWeek: '1 to 50 a week',
  slots: 'At least one visit',
};

export const PLAN_TEXTS: Readonly<Record<Language, PlanTexts>> = {
  zh: {
    title: '检查计划',
    back: '全部计划',
    make: '新建计划',
    makeTitle: '新建季度计划',
    none: '还没有检查计划',
    noneHint: '每季度初制定计划：选网点、检查方式与次数，再指派检查员。',
    quarter: '季度',
    quarterHint: '如 2026-Q4',
    planTitle: '名称',
    unit: '机构',
    perWeek: '每人每周最多次数',
    perWeekHint: '指派时遵守，超出须说明理由。',
    state: '状态',
    states: { draft: '草稿', published: '已发布' },
    visits: '检查次数',
    open: '未指派',
    allOpen: (n) => `还有 ${n} 次未指派`,
    save: '保存',
    cancel: '取消',
    remove: '删除草稿',
    removeSure: '删除这份草稿？已安排的检查将一并删除。',
    suggest: '建议检查员',
    suggestHint: '按回避、轮换与均衡规则为未指派的检查建议人选，不改动已选人员。',
    publish: '发布计划',
    publishSure: (visits) => `发布 ${visits} 次检查？发布后检查员即可看到任务。`,
    publishHint: '通知检查将告知网点经理；神秘顾客暗访和热线测拨不会告知网点。',
    plan: '安排检查',
    planLines: '为网点安排检查',
    branches: '网点',
    branch: '网点',
    all: '全选',
    noneChosen: '请至少选择一家网点。',
    kind: '检查方式',
    card: '评分表',
    choose: '请选择',
    noCards: '此类检查在季度首日没有已批准的评分表。',
    count: '每家次数',
    countHint: '0 表示取消安排；多次检查均匀分布在所选日期内。',
    mode: '填写方式',
    from: '开始日期',
    to: '结束日期',
    matrix: '网点与检查次数',
    noVisits: '还没有安排检查',
    noVisitsHint: '点“安排检查”，选择网点、检查方式与次数。',
    notPlanned: '未安排',
    find: '查找网点',
    list: '检查安排',
    show: { todo: '待处理', all: '全部' },
    nothingToDo: '没有待处理的安排。',
    days: '可检查日期',
    inspector: '检查员',
    second: '第二评分人',
    noSecond: '无',
    nobody: '未指派',
    assign: '指派',
    assignTitle: '指派检查员',
    candidates: '人选',
    noCandidates: '没有覆盖此网点的检查员。',
    free: '可指派',
    inQuarter: (n) => `本季度 ${n} 次`,
    reason: '理由',
    reasonHint: '记入审计日志。',
    reasonMissing: '不符合轮换规则，请说明理由（至少4个字）。',
    people: '检查员工作量',
    conflict: (conflict) => {
      if (conflict.code === 'not-covered') return '回避：无此网点的检查权限';
      if (conflict.code === 'works-there') return '回避：在该网点任职';
      if (conflict.code === 'worked-there') return `回避：曾在该网点任职（至 ${conflict.until}）`;
      return `回避：本人已申报（至 ${conflict.until}）`;
    },
    concern: (concern) => {
      if (concern.code === 'in-a-row') return `轮换：相邻一次（${concern.on}）也是此人`;
      if (concern.code === 'weeks-full')
        return `${concern.week} 起 ${concern.weeks} 周内已有 ${concern.visits} 次，排满`;
      return '本地区人员，另有外地区人选';
    },
    tooFew: (branches, kind, needed) => `${branches} 家网点的${kind}少于 ${needed} 次：样本不足，不予排名。`,
    accuracy: (visits, error) => `暗访 ${visits} 次，平均分的标准误约 ${error} 分。`,
    template: '最少次数取自未经批准的综合评分模板。',
    which: '是哪些网点',
    failed: (code) => ZH_FAILURES[code] ?? '没有成功，请重试。',
    problem: (field) => ZH_FIELDS[field] ?? field,
  },
  en: {
    title: 'Inspection plans',
    back: 'All plans',
    make: 'New plan',
    makeTitle: 'New quarterly plan',
    none: 'There is no plan yet',
    noneHint: 'Plan at the start of a quarter: branches, kinds and numbers of visits, then inspectors.',
    quarter: 'Quarter',
    quarterHint: 'As 2026-Q4',
    planTitle: 'Name',
    unit: 'Unit',
    perWeek: 'Visits per person and week at most',
    perWeekHint: 'Kept to when assigning; more needs a reason.',
    state: 'State',
    states: { draft: 'Draft', published: 'Published' },
    visits: 'Visits',
    open: 'Unassigned',
    allOpen: (n) => `${n} unassigned`,
    save: 'Save',
    cancel: 'Cancel',
    remove: 'Delete draft',
    removeSure: 'Delete this draft with all its visits?',
    suggest: 'Suggest inspectors',
    suggestHint: 'Fills unassigned visits by conflicts, rotation and even shares; leaves what you chose.',
    publish: 'Publish plan',
    publishSure: (visits) => `Publish ${visits} visits? Inspectors see their assignments from then on.`,
    publishHint: 'Branch managers are told of announced inspections, never of mystery visits and test calls.',
    plan: 'Plan visits',
    planLines: 'Plan visits of branches',
    branches: 'Branches',
    branch: 'Branch',
    all: 'All',
    noneChosen: 'Please choose a branch at least.',
    kind: 'Kind',
    card: 'Scorecard',
    choose: 'Please choose',
    noCards: 'No scorecard for this kind has an approved version on the first day of the quarter.',
    count: 'Visits per branch',
    countHint: '0 takes them off the plan; several are spread evenly over the days.',
    mode: 'Filled in',
    from: 'First day',
    to: 'Last day',
    matrix: 'Branches and visits',
    noVisits: 'Nothing is planned yet',
    noVisitsHint: 'Choose “Plan visits”, then branches, a kind and a number.',
    notPlanned: 'None',
    find: 'Find a branch',
    list: 'Visits',
    show: { todo: 'To do', all: 'All' },
    nothingToDo: 'Nothing is left to do.',
    days: 'Days',
    inspector: 'Inspector',
    second: 'Second scorer',
    noSecond: 'None',
    nobody: 'Unassigned',
    assign: 'Assign',
    assignTitle: 'Assign an inspector',
    candidates: 'Candidates',
    noCandidates: 'No inspector covers this branch.',
    free: 'Free',
    inQuarter: (n) => `${n} this quarter`,
    reason: 'Reason',
    reasonHint: 'Goes into the audit log.',
    reasonMissing: 'Against rotation: please give a reason (at least 4 characters).',
    people: 'Load of inspectors',
    conflict: (conflict) => {
      if (conflict.code === 'not-covered') return 'Conflict: may not inspect this branch';
      if (conflict.code === 'works-there') return 'Conflict: works at the branch';
      if (conflict.code === 'worked-there') return `Conflict: worked at the branch (until ${conflict.until})`;
      return `Conflict: has declared an interest (until ${conflict.until})`;
    },
    concern: (concern) => {
      if (concern.code === 'in-a-row') return `Rotation: makes the neighbouring visit (${concern.on}) too`;
      if (concern.code === 'weeks-full')
        return `${concern.visits} visits in ${concern.weeks} week(s) from ${concern.week}: full`;
      return 'From the branch’s own region while others are free';
    },
    tooFew: (branches, kind, needed) =>
      `${branches} branch(es) with fewer than ${needed} of “${kind}”: too few visits to rank.`,
    accuracy: (visits, error) => `${visits} mystery visit(s): the mean has a standard error of about ${error} points.`,
    template: 'The minimum comes from a composite template that nobody has approved.',
    which: 'Which branches',
    failed: (code) => EN_FAILURES[code] ?? 'That did not work; please try again.',
    problem: (field) => EN_FIELDS[field] ?? field,
  },
};
export type Texts = PlanTexts;
