import type { InspectionView, ReviewStep } from '../../inspections/wire.ts';
import type { Language } from '../shell/language.ts';

interface InspectionTexts {
  readonly title: string;
  readonly back: string;
  readonly none: string;
  readonly noneHint: string;
  readonly noneFound: string;
  readonly quarter: string;
  readonly branch: string;
  readonly kind: string;
  readonly state: string;
  readonly any: string;
  readonly card: string;
  readonly inspector: string;
  readonly hidden: string;
  readonly days: string;
  readonly visited: string;
  readonly result: string;
  readonly noResult: string;
  readonly flags: string;
  readonly found: (n: number) => string;
  readonly earlier: string;
  readonly later: string;
  readonly version: (n: number) => string;
  readonly second: string;
  readonly mode: string;
  readonly announced: string;
  readonly signed: string;
  readonly released: string;
  readonly respondents: string;
  readonly asBranch: string;
  readonly sheet: string;
  readonly notYet: string;
  readonly notYetHint: string;
  readonly item: string;
  readonly answer: string;
  readonly points: string;
  readonly of: string;
  readonly responsible: string;
  readonly total: string;
  readonly deducted: string;
  readonly itemStates: Readonly<
    Record<'met' | 'partly-met' | 'failed' | 'recorded' | 'not-applicable' | 'unanswered', string>
  >;
  readonly instruments: string;
  readonly instrumentsHint: string;
  readonly noInstruments: string;
  readonly place: string;
  readonly insufficient: (needed: number) => string;
  readonly printedAs: (printed: string) => string;
  readonly tooFew: (branches: number) => string;
  readonly takenOff: string;
  readonly unanswered: (n: number) => string;
  readonly elderly: string;
  readonly bonus: string;
  readonly veto: (grade: string) => string;
  readonly findings: string;
  readonly noFindings: string;
  readonly flag: Readonly<
    Record<'unanswered' | 'points-undefined' | 'evidence-missing' | 'responsible-missing', string>
  >;
  readonly printedDiffers: (what: string, printed: string, computed: string) => string;
  readonly printedOf: Readonly<Record<'total' | 'section' | 'item' | 'role', string>>;
  readonly evidence: string;
  readonly noEvidence: string;
  readonly removed: string;
  readonly recordings: string;
  readonly keptUntil: (date: string) => string;
  readonly review: string;
  readonly reviewHint: string;
  readonly noShare: string;
  readonly steps: Readonly<Record<ReviewStep, string>>;
  readonly sure: Readonly<Record<ReviewStep, string>>;
  readonly past: Readonly<Record<ReviewStep, string>>;
  readonly history: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly cancel: string;
  readonly mayNotHear: string;
  readonly save: string;
  readonly imported: (flags: number) => string;
  readonly paperWork: Readonly<
    Record<NonNullable<InspectionView['paperWork']>, { readonly about: string; readonly go: string }>
  >;
  readonly failed: (code: string) => string;
}

const ZH_FAILURES: Readonly<Record<string, string>> = {
  'own-inspection': '检查员本人、录入人和第二评分人不能审核。',
  'wrong-state': '状态已改变，请刷新后再看。',
  malformed: '请说明理由（至少4个字）。',
  unreachable: '暂时连不上总行服务器，填写的内容还在。',
};

const EN_FAILURES: Readonly<Record<string, string>> = {
  'own-inspection': 'Whoever inspected, typed in or scored it a second time cannot review it.',
  'wrong-state': 'Its state has changed; please load it again.',
  malformed: 'Please give a reason (at least 4 characters).',
  unreachable: 'Head office cannot be reached; what you typed is still here.',
};

export const INSPECTION_TEXTS: Readonly<Record<Language, InspectionTexts>> = {
  zh: {
    title: '检查',
    back: '全部检查',
    none: '还没有检查',
    noneHint: '发布检查计划后，这里列出每一次检查。',
    noneFound: '没有符合条件的检查。',
    quarter: '季度',
    branch: '网点',
    kind: '检查方式',
    state: '状态',
    any: '全部',
    card: '评分表',
    inspector: '检查员',
    hidden: '不公开',
    days: '可检查日期',
    visited: '检查日期',
    result: '得分率',
    noResult: '—',
    flags: '标记',
    found: (n) => `共 ${n} 次`,
    earlier: '更早',
    later: '更近',
    version: (n) => `第 ${n} 版`,
    second: '第二评分人',
    mode: '填写方式',
    announced: '通知时间',
    signed: '签字时间',
    released: '生效时间',
    respondents: '受访客户数',
    asBranch: '暗访和测拨只向网点公开评分与问题，不公开检查员、具体时间和原话。',
    sheet: '评分',
    notYet: '还没有结果',
    notYetHint: '签字后显示评分表、扣分与标记。',
    item: '项目',
    answer: '结果',
    points: '得分',
    of: '分值',
    responsible: '负责人',
    total: '合计',
    deducted: '扣分合计',
    itemStates: {
      met: '符合',
      'partly-met': '部分符合',
      failed: '不符合',
      recorded: '已记录',
      'not-applicable': '不适用',
      unanswered: '未填',
    },
    instruments: '其他监测',
    instrumentsHint: '拦截访问、热线测拨和月度监测与综合评分并列，不计入综合评分。',
    noInstruments: '本季度还没有已生效的拦截访问、测拨或月度监测。',
    place: '名次',
    insufficient: (needed) => `数据不足：须有全部分项和至少 ${needed} 位受访客户`,
    printedAs: (printed) => `表上印 ${printed}`,
    tooFew: (branches) => `${branches} 家网点已生效的检查次数不足，本季度不予排名`,
    takenOff: '扣分',
    unanswered: (n) => `${n} 项未填`,
    elderly: '老年客户，不计入',
    bonus: '加分项',
    veto: (grade) => `一票否决：等级最高为“${grade}”`,
    findings: '发现的问题',
    noFindings: '没有发现问题。',
    flag: {
      unanswered: '未填',
      'points-undefined': '评分表未列分值',
      'evidence-missing': '缺少证据',
      'responsible-missing': '未写负责人',
    },
    printedDiffers: (what, printed, computed) => `${what}：表上印的是 ${printed}，各项合计是 ${computed}。请核对原件。`,
    printedOf: { total: '总分', section: '小计', item: '项目', role: '岗位合计' },
    evidence: '证据',
    noEvidence: '没有证据文件。',
    removed: '已到期删除',
    recordings: '录音存档',
    keptUntil: (date) => `保存至 ${date}`,
    review: '审核',
    reviewHint: '生效后计入评分，网点可以查看。',
    noShare: '这次检查没有得分率，生效后也不计入综合评分。',
    steps: { release: '生效', return: '退回', cancel: '取消检查' },
    sure: {
      release: '确认生效？生效后不能再修改。',
      return: '退回给检查员修改。',
      cancel: '取消这次检查。',
    },
    past: { release: '生效', return: '退回', cancel: '取消' },
    history: '审核记录',
    reason: '理由',
    reasonHint: '记入审核记录和审计日志。',
    cancel: '返回',
    mayNotHear: '您没有收听录音的权限。',
    save: '另存',
    imported: (flags) => (flags === 0 ? '已导入，没有标记。' : `已导入，有 ${flags} 处标记，请核对原件。`),
    paperWork: {
      type: { about: '纸质评分表等待录入。', go: '录入' },
      resume: { about: '您的录入尚未完成。', go: '继续录入' },
      settle: { about: '两次录入不一致，等待裁定。', go: '裁定' },
    },
    failed: (code) => ZH_FAILURES[code] ?? '没有成功，请重试。',
  },
  en: {
    title: 'Inspections',
    back: 'All inspections',
    none: 'There are no inspections yet',
    noneHint: 'Once a plan is published, every visit is listed here.',
    noneFound: 'No inspection fits these conditions.',
    quarter: 'Quarter',
    branch: 'Branch',
    kind: 'Kind',
    state: 'State',
    any: 'All',
    card: 'Scorecard',
    inspector: 'Inspector',
    hidden: 'Not disclosed',
    days: 'Days',
    visited: 'Visited on',
    result: 'Share',
    noResult: '—',
    flags: 'Flags',
    found: (n) => `${n} in all`,
    earlier: 'Earlier',
    later: 'Later',
    version: (n) => `version ${n}`,
    second: 'Second scorer',
    mode: 'Filled in',
    announced: 'Announced',
    signed: 'Signed',
    released: 'Released',
    respondents: 'Customers asked',
    asBranch:
      'Of mystery visits and test calls, branches see points and findings; not who came, when exactly, or words.',
    sheet: 'Points',
    notYet: 'No result yet',
    notYetHint: 'Items, deductions and flags are shown once it is signed.',
    item: 'Item',
    answer: 'Finding',
    points: 'Points',
    of: 'Of',
    responsible: 'Responsible',
    total: 'Total',
    deducted: 'Points taken off',
    itemStates: {
      met: 'Met',
      'partly-met': 'Partly met',
      failed: 'Not met',
      recorded: 'Recorded',
      'not-applicable': 'Not applicable',
      unanswered: 'Unanswered',
    },
    instruments: 'Other instruments',
    instrumentsHint: 'Surveys, test calls and monthly hall results stand beside the composite and never go into it.',
    noInstruments: 'No survey, test call or monthly result of this quarter is released yet.',
    place: 'Place',
    insufficient: (needed) => `Insufficient: needs every part and at least ${needed} customers`,
    printedAs: (printed) => `printed ${printed}`,
    tooFew: (branches) => `${branches} branch(es) with too few released visits to rank in this quarter`,
    takenOff: 'Points taken off',
    unanswered: (n) => `${n} items are unanswered`,
    elderly: 'Elderly customer, not counted',
    bonus: 'Bonus',
    veto: (grade) => `Veto: the grade is “${grade}” at best`,
    findings: 'Findings',
    noFindings: 'No findings.',
    flag: {
      unanswered: 'Unanswered',
      'points-undefined': 'The card prints no points',
      'evidence-missing': 'Evidence is missing',
      'responsible-missing': 'Nobody is named as responsible',
    },
    printedDiffers: (what, printed, computed) =>
      `${what}: ${printed} is printed, the items come to ${computed}. Please check the original.`,
    printedOf: { total: 'Total', section: 'Section', item: 'Item', role: 'Role' },
    evidence: 'Evidence',
    noEvidence: 'No files of evidence.',
    removed: 'Removed at the end of its time',
    recordings: 'Recordings on file',
    keptUntil: (date) => `kept until ${date}`,
    review: 'Review',
    reviewHint: 'Once released it counts in scores and its branch may see it.',
    noShare: 'This inspection has no share, so it will not count in the composite.',
    steps: { release: 'Release', return: 'Return', cancel: 'Cancel inspection' },
    sure: {
      release: 'Release it? It cannot be changed afterwards.',
      return: 'Goes back to the inspector.',
      cancel: 'Takes this inspection off the list.',
    },
    past: { release: 'Released', return: 'Returned', cancel: 'Cancelled' },
    history: 'What reviewers did',
    reason: 'Reason',
    reasonHint: 'Kept with the inspection and in the audit log.',
    cancel: 'Back',
    mayNotHear: 'Your roles do not include hearing recordings.',
    save: 'Save',
    imported: (flags) =>
      flags === 0 ? 'Imported, nothing is flagged.' : `Imported with ${flags} flag(s); please check the original.`,
    paperWork: {
      type: { about: 'The paper sheet waits to be typed in.', go: 'Type it in' },
      resume: { about: 'Your entry is not finished.', go: 'Go on typing' },
      settle: { about: 'The two entries differ and wait to be settled.', go: 'Settle' },
    },
    failed: (code) => EN_FAILURES[code] ?? 'That did not work; please try again.',
  },
};
export type Texts = InspectionTexts;
