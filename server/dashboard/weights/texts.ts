import type { Language } from '../shell/language.ts';

/** Words of composite definitions. */
export interface WeightTexts {
  readonly title: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly basics: string;
  readonly weights: string;
  readonly sum: (sum: string) => string;
  readonly notHundred: string;
  readonly indicators: string;
  readonly goalposts: string;
  readonly minimum: string;
  readonly minimumText: string;
  readonly grades: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const WEIGHT_TEXTS: Readonly<Record<Language, WeightTexts>> = {
  zh: {
    title: '综合评分权重',
    emptyTitle: '还没有综合评分方案',
    emptyText: '可从模板新建。批准后才用于综合评分；同一天只能有一个方案有效。',
    basics: '基本信息',
    weights: '四个方面的权重（%）',
    sum: (sum) => `合计 ${sum}`,
    notHundred: '须为 100',
    indicators: '指标：权重与起止点',
    goalposts: '起点得 0 分，目标得 100 分；两者固定，不随其他网点变化。',
    minimum: '最少样本',
    minimumText: '少于此数时该方面无分，也就没有综合评分。',
    grades: '等级（按综合评分）',
    fields: {
      'weights.wait': '等候',
      'weights.ratings': '客户评价',
      'weights.inspection': '检查与暗访',
      'weights.complaints': '投诉与整改',
      weights: '四个方面的权重',
      inspection: '检查与暗访的权重',
      complaints: '投诉与整改的权重',
      'inspection.announced': '预先通知的检查',
      'inspection.mystery': '神秘顾客暗访',
      'complaints.on-time': '投诉按时答复',
      'complaints.rectified': '问题按期整改',
      weight: '权重（%）',
      floor: '起点（%）',
      target: '目标（%）',
      'minimum.waits': '等候（号票数）',
      'minimum.ratings': '评价（条）',
      'minimum.announced': '检查（次）',
      'minimum.mystery': '暗访（次）',
      vetoCapsAt: '一票否决后的最高等级',
      from: '起始分',
      grades: '等级',
    },
  },
  en: {
    title: 'Weights of the composite',
    emptyTitle: 'No composite definition yet',
    emptyText: 'Begin with the template. It is used once approved; only one definition holds on a day.',
    basics: 'Basics',
    weights: 'Weights of the four pillars (%)',
    sum: (sum) => `Sum ${sum}`,
    notHundred: 'must be 100',
    indicators: 'Indicators: weights and goalposts',
    goalposts: 'The floor is worth 0 and the target 100; both are fixed, whatever other branches do.',
    minimum: 'Smallest samples',
    minimumText: 'With less a pillar has no value, and there is no composite.',
    grades: 'Grades by composite',
    fields: {
      'weights.wait': 'Waits',
      'weights.ratings': 'Ratings',
      'weights.inspection': 'Inspections and mystery visits',
      'weights.complaints': 'Complaints and rectification',
      weights: 'Weights of the four pillars',
      inspection: 'Weights of inspections and mystery visits',
      complaints: 'Weights of complaints and rectification',
      'inspection.announced': 'Announced inspections',
      'inspection.mystery': 'Mystery visits',
      'complaints.on-time': 'Complaints answered in time',
      'complaints.rectified': 'Problems put right in time',
      weight: 'Weight (%)',
      floor: 'Floor (%)',
      target: 'Target (%)',
      'minimum.waits': 'Waits (tickets)',
      'minimum.ratings': 'Ratings',
      'minimum.announced': 'Inspections',
      'minimum.mystery': 'Mystery visits',
      vetoCapsAt: 'Best grade after a veto',
      from: 'From',
      grades: 'Grades',
    },
  },
};
