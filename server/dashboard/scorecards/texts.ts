import type { Item, Scorecard, Section } from '#rubric/scorecards/schema.ts';
import type { Language } from '../shell/language.ts';

type AnswerType = Item['answer']['type'];

/** Words of scorecards. */
export interface CardTexts {
  readonly title: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly basics: string;
  readonly contents: string;
  readonly roles: string;
  readonly grades: string;
  readonly addSection: string;
  readonly addSubsection: string;
  readonly addItem: string;
  readonly addRole: string;
  readonly addGrade: string;
  readonly addOption: string;
  readonly choose: string;
  readonly lost: string;
  readonly unnamed: string;
  readonly none: string;
  readonly top: string;
  readonly points: (points: string) => string;
  readonly noPoints: string;
  readonly kinds: Readonly<Record<Scorecard['kind'], string>>;
  readonly parts: Readonly<Record<Section['parts'], string>>;
  readonly answers: Readonly<Record<AnswerType, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly hints: {
    readonly points: string;
    readonly answerStep: string;
    readonly diversion: string;
    readonly veto: string;
    readonly allRoles: string;
    readonly penalty: string;
  };
  readonly badges: { readonly bonus: string; readonly veto: string; readonly evidence: string };
  readonly preview: PreviewTexts;
}

interface PreviewTexts {
  readonly notYet: string;
  readonly result: string;
  readonly total: string;
  readonly share: string;
  readonly grade: string;
  readonly unanswered: (count: number) => string;
  readonly vetoed: (items: string) => string;
  readonly met: string;
  readonly failed: string;
  readonly notApplicable: string;
  readonly elderly: string;
  readonly seconds: string;
  readonly count: string;
  readonly text: string;
  readonly given: (points: string | null) => string;
  readonly evidence: string;
  readonly clear: string;
}

export const CARD_TEXTS: Readonly<Record<Language, CardTexts>> = {
  zh: {
    title: '评分表',
    emptyTitle: '还没有评分表',
    emptyText: '可从模板新建，或导入 XLSX、JSON 文件。批准后才用于检查。',
    basics: '基本信息',
    contents: '部分与项目',
    roles: '岗位',
    grades: '等级',
    addSection: '添加部分',
    addSubsection: '添加下级部分',
    addItem: '添加项目',
    addRole: '添加岗位',
    addGrade: '添加等级',
    addOption: '添加选项',
    choose: '请在左侧选择一个部分或项目。',
    lost: '未归入任何部分',
    unnamed: '（未命名）',
    none: '（无）',
    top: '（最上级）',
    points: (points) => `${points} 分`,
    noPoints: '未定分',
    kinds: {
      additive: '加分制（累计得分）',
      deduction: '扣分制',
      'role-deduction': '分岗位扣分',
      profile: '分项得分',
      questionnaire: '问卷',
      skeleton: '模块框架',
    },
    parts: { sum: '各部分之和', 'may-exceed': '可超出，封顶计', 'partly-known': '来源不完整' },
    answers: {
      'pass-fail': '合格／不合格',
      points: '打分',
      count: '计数',
      timer: '计时',
      choice: '选择',
      text: '原话记录',
    },
    fields: {
      kind: '类型',
      points: '分值',
      parts: '分值关系',
      base: '基础分（从中扣减）',
      bonusCap: '加分上限',
      responsibleRequired: '扣分须注明负责人',
      parent: '上级部分',
      section: '所属部分',
      'criterion.zh': '标准（中文）',
      'criterion.en': '标准（英文）',
      'finding.zh': '问题表述（中文）',
      'finding.en': '问题表述（英文）',
      answer: '填写方式',
      'answer.type': '填写方式',
      'answer.step': '步长',
      'answer.atLeast': '至少数量',
      'answer.atMostSeconds': '最多秒数',
      'answer.options': '选项',
      bonus: '加分项',
      veto: '一票否决',
      'veto.capsAt': '一票否决：最高等级',
      allowNotApplicable: '可选“不适用”',
      evidenceOnFail: '不合格须取证',
      diversion: '分流项（老年客户不计）',
      responsibleRole: '负责岗位',
      roles: '适用岗位',
      penaltyAmount: '扣罚金额（仅存档）',
      sections: '部分',
      items: '项目',
      grades: '等级',
    },
    hints: {
      points: '如“2”或“0.5”，最多三位小数',
      answerStep: '如“0.5”；留空则不限',
      diversion: '引导客户使用自助设备的项目。监管要求不得对老年客户考核分流。',
      veto: '不合格时，总评不高于所选等级',
      allRoles: '不选表示全部岗位',
      penalty: '随旧表导入，仅存档，不参与任何计算',
    },
    badges: { bonus: '加分', veto: '否决', evidence: '取证' },
    preview: {
      notYet: '改正问题后即可预览。',
      result: '试填结果',
      total: '得分',
      share: '得分率',
      grade: '等级',
      unanswered: (count) => `还有 ${String(count)} 项未填`,
      vetoed: (items) => `一票否决：${items}`,
      met: '合格',
      failed: '不合格',
      notApplicable: '不适用',
      elderly: '老年客户',
      seconds: '用时（秒）',
      count: '数量',
      text: '原话',
      given: (points) => (points === null ? '分数' : `分数（最多 ${points}）`),
      evidence: '不合格须取证',
      clear: '清空',
    },
  },
  en: {
    title: 'Scorecards',
    emptyTitle: 'No scorecards yet',
    emptyText: 'Begin with a template, or import an XLSX or JSON file. A card is used once it is approved.',
    basics: 'Basics',
    contents: 'Sections and items',
    roles: 'Roles',
    grades: 'Grades',
    addSection: 'Add a section',
    addSubsection: 'Add a section within',
    addItem: 'Add an item',
    addRole: 'Add a role',
    addGrade: 'Add a grade',
    addOption: 'Add an option',
    choose: 'Choose a section or an item on the left.',
    lost: 'In no section',
    unnamed: '(no title)',
    none: '(none)',
    top: '(top level)',
    points: (points) => `${points} points`,
    noPoints: 'no points',
    kinds: {
      additive: 'Additive (points are collected)',
      deduction: 'Deduction (points are taken off)',
      'role-deduction': 'Deduction by role',
      profile: 'Profile of dimensions',
      questionnaire: 'Questionnaire',
      skeleton: 'Skeleton of modules',
    },
    parts: { sum: 'Sum of the parts', 'may-exceed': 'May exceed, capped', 'partly-known': 'Source incomplete' },
    answers: {
      'pass-fail': 'Met or not met',
      points: 'Points',
      count: 'Count',
      timer: 'Timer',
      choice: 'Choice',
      text: 'Word for word',
    },
    fields: {
      kind: 'Kind',
      points: 'Points',
      parts: 'Points and parts',
      base: 'Base that points are taken off',
      bonusCap: 'Bonus at most',
      responsibleRequired: 'Every deduction names who answers for it',
      parent: 'Section around it',
      section: 'Section',
      'criterion.zh': 'Criterion (Chinese)',
      'criterion.en': 'Criterion (English)',
      'finding.zh': 'Finding (Chinese)',
      'finding.en': 'Finding (English)',
      answer: 'Answer',
      'answer.type': 'Answer',
      'answer.step': 'Step',
      'answer.atLeast': 'At least',
      'answer.atMostSeconds': 'At most, seconds',
      'answer.options': 'Options',
      bonus: 'Bonus item',
      veto: 'Veto',
      'veto.capsAt': 'Veto: best grade',
      allowNotApplicable: 'May be "not applicable"',
      evidenceOnFail: 'Evidence needed when not met',
      diversion: 'Diversion item (not for elderly customers)',
      responsibleRole: 'Role that answers for it',
      roles: 'Roles',
      penaltyAmount: 'Fine (on record only)',
      sections: 'Sections',
      items: 'Items',
      grades: 'Grades',
    },
    hints: {
      points: 'Like "2" or "0.5", three decimals at most',
      answerStep: 'Like "0.5"; empty for any',
      diversion: 'Leads customers to self-service. Supervision asks for no such indicator on elderly customers.',
      veto: 'Not met: the grade is this one at best',
      allRoles: 'None chosen: all roles',
      penalty: 'Imported with old sheets; kept on record and never computed with',
    },
    badges: { bonus: 'bonus', veto: 'veto', evidence: 'evidence' },
    preview: {
      notYet: 'The preview comes when the problems are corrected.',
      result: 'What it comes to',
      total: 'Points',
      share: 'Share',
      grade: 'Grade',
      unanswered: (count) => `${String(count)} not answered yet`,
      vetoed: (items) => `Veto: ${items}`,
      met: 'Met',
      failed: 'Not met',
      notApplicable: 'Not applicable',
      elderly: 'Elderly customer',
      seconds: 'Time (seconds)',
      count: 'Number',
      text: 'Word for word',
      given: (points) => (points === null ? 'Points' : `Points (${points} at most)`),
      evidence: 'Evidence needed when not met',
      clear: 'Clear',
    },
  },
};
