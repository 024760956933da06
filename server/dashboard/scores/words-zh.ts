import type { ScoreWords } from './words.ts';

const OF = { waits: '有时限的等候', ratings: '有效评价', announced: '公开检查', mystery: '神秘顾客暗访' } as const;
const TODO = {
  waits: '确认叫号机数据正常上传；业务量本来就少的网点，请等到期末再看。',
  ratings: '检查评价器是否正常，并提醒柜员邀请客户评价。',
  announced: '在本期检查计划中为该网点安排检查，完成并通过复核。',
  mystery: '在本期检查计划中为该网点安排暗访，完成并通过复核。',
} as const;
const RECORDS = { 'on-time': '投诉处理', rectified: '整改' } as const;

export const ZH: ScoreWords = {
  pillars: { wait: '等候', ratings: '客户评价', inspection: '检查与暗访', complaints: '投诉与整改' },
  indicators: {
    attainment: '等候达标率',
    overtime: '等候超过30分钟',
    abandonment: '弃号率',
    satisfied: '满意率',
    invitation: '邀请率',
    response: '应答率',
    coverage: '覆盖率的影响',
    announced: '公开检查',
    mystery: '神秘顾客暗访',
    'on-time': '投诉按时办结率',
    rectified: '整改完成率',
  },
  classes: { ordinary: '普通客户', gold: '黄金客户', platinum: '白金客户', diamond: '钻石客户', elderly: '长者' },
  composite: '综合评分',
  interval: '90% 区间',
  grade: '等级',
  tier: '档次',
  tierName: (tier) => `第${tier}档`,
  confidence: '把握程度',
  confidences: { high: '把握高', medium: '把握中等', low: '把握低' },
  branch: '网点',
  region: '地区',
  place: '名次',
  period: '期间',
  version: '评分办法',
  versionInForce: '现行版本',
  versionName: (policy, version) => `${policy} 第${version}版`,
  template: '（模板）',
  notApproved: '所用评分办法是尚未批准的模板，结果只供试用，不能用于考核。',
  stale: '之后又有新数据，正在重新计算。',
  computedAt: (time) => `计算于 ${time}`,
  noScore: '数据不足，暂无评分',
  capped: (grade) => `一票否决，否则为“${grade}”`,
  attainment: '等候达标率',
  standardised: '同结构达标率',
  crude: (share) => `实测 ${share}`,
  standardisedAbout: '同结构达标率：各类客户占比都按全行折算后的等候达标率，网点之间可以直接比较。',
  noPeriods: '还没有任何期间的评分',
  noPeriodsHint: '有了等候、评价、检查和投诉数据并计算之后，这里会显示结果。',
  notRanked: {
    'missing-pillar': '缺少一项支柱数据，没有综合评分',
    'too-few-observations': '观察次数太少',
    'no-peer-group': '没有可比的同类组',
    'too-few-peers': '同类网点太少，排名没有意义',
  },
  missing: (missing) =>
    missing.reason === 'too-few'
      ? { what: `${OF[missing.of]}：有 ${missing.n}，至少需要 ${missing.needed}`, todo: TODO[missing.of] }
      : { what: `没有${RECORDS[missing.of]}记录`, todo: '登记本期的记录；确实没有发生的，也请确认登记已开始。' },
  flag: (flag) => {
    if (flag.code === 'sheet-incomplete') return `评分表 ${flag.sheet} 未填完整，未计入。`;
    if (flag.code === 'single-visit') return `${OF[flag.kind]}只有一次，无法区分网点的表现和当天的偶然，请谨慎看待。`;
    return `本期没有发生需要${RECORDS[flag.indicator]}的事项，按全部完成计。`;
  },
};
