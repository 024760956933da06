/** Why a rating does not count, in words. A rule of a newer rubric shows under its own name. */
export interface RuleTexts {
  readonly rules: Readonly<Partial<Record<string, string>>>;
  readonly setAside: (rules: readonly (readonly [string, number])[]) => string;
}

type Rule = 'no-ticket' | 'duplicate' | 'after-next-call' | 'after-hours' | 'burst' | 'mashing' | 'play' | 'withdrawn';
type Names = Readonly<Record<Rule, string>>;

const zh: Names = {
  'no-ticket': '没有对应号票',
  duplicate: '重复评价',
  'after-next-call': '叫下一号之后',
  'after-hours': '非营业时间',
  burst: '连续点击',
  mashing: '频繁乱按',
  play: '儿童玩耍',
  withdrawn: '客户撤回',
};

const en: Names = {
  'no-ticket': 'no ticket',
  duplicate: 'second of one ticket',
  'after-next-call': 'after the next call',
  'after-hours': 'outside business hours',
  burst: 'in quick succession',
  mashing: 'hammering',
  play: "children's play",
  withdrawn: 'taken back',
};

export const RULES_ZH: RuleTexts = {
  rules: zh,
  setAside: (rules) => `暂不计入的原因（一条可有多项）：${rules.map(([name, count]) => `${name} ${count}`).join('，')}`,
};

export const RULES_EN: RuleTexts = {
  rules: en,
  setAside: (rules) =>
    `Set aside by rule (several may apply to one): ${rules.map(([name, count]) => `${name} ${count}`).join(', ')}`,
};
