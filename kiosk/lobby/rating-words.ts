import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyRating } from '#contract/lobby-view.ts';
import type { Dictionary, Language } from '../shared/language.ts';

interface RatingTexts {
  /** Index = level − 1. */
  readonly levels: Readonly<Record<number, readonly string[]>>;
  readonly channels: Readonly<Record<LobbyRating['channel'], string>>;
  /** Rules that mark a rating; several of them set it aside. */
  readonly flags: Readonly<Record<string, string>>;
  readonly notCounted: (reasons: string) => string;
  readonly marked: (reasons: string) => string;
  readonly otherRule: (flag: string) => string;
  readonly separator: string;
}

const RATING_TEXTS: Dictionary<RatingTexts> = {
  zh: {
    levels: {
      3: ['不满意', '一般', '满意'],
      4: ['不满意', '一般', '满意', '非常满意'],
      5: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
    },
    channels: { evaluator: '窗口评价器', keypad: '按键评价器', kiosk: '触摸屏' },
    flags: {
      'ambiguous-ticket': '号票无法确定',
      'unknown-ticket': '号票未见取号记录',
      unsolicited: '未邀请评价',
      'no-ticket': '未对应号票',
      duplicate: '同一号票重复评价',
      'after-next-call': '已叫下一位',
      'after-hours': '非营业时间',
      burst: '连续点击',
      mashing: '反复乱按',
      play: '疑似儿童玩耍',
      withdrawn: '客户已撤回',
      'clock-suspect': '时钟存疑',
    },
    notCounted: (reasons) => (reasons === '' ? '未计入' : `未计入：${reasons}`),
    marked: (reasons) => `备注：${reasons}`,
    otherRule: (flag) => `其他规则（${flag}）`,
    separator: '、',
  },
  en: {
    levels: {
      3: ['Poor', 'Fair', 'Good'],
      4: ['Poor', 'Fair', 'Good', 'Very good'],
      5: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    },
    channels: { evaluator: 'counter evaluator', keypad: 'keypad', kiosk: 'kiosk' },
    flags: {
      'ambiguous-ticket': 'ticket not certain',
      'unknown-ticket': 'ticket never seen issued',
      unsolicited: 'not invited',
      'no-ticket': 'belongs to no ticket',
      duplicate: 'second rating of one ticket',
      'after-next-call': 'after the next call',
      'after-hours': 'outside business hours',
      burst: 'taps in quick succession',
      mashing: 'button mashing',
      play: 'looks like children playing',
      withdrawn: 'taken back by the customer',
      'clock-suspect': 'clock in doubt',
    },
    notCounted: (reasons) => (reasons === '' ? 'Not counted' : `Not counted: ${reasons}`),
    marked: (reasons) => `Note: ${reasons}`,
    otherRule: (flag) => `another rule (${flag})`,
    separator: ', ',
  },
};

/** The words a customer chose among: the hall's own where it has them for this scale. */
export function levelWords(
  { level, scale }: Pick<LobbyRating, 'level' | 'scale'>,
  { kiosk }: Pick<HallConfig, 'kiosk'>,
  language: Language,
): string {
  const own = kiosk.words !== null && kiosk.words.length === scale ? kiosk.words[level - 1] : undefined;
  return own?.[language] ?? RATING_TEXTS[language].levels[scale]?.[level - 1] ?? `${level}/${scale}`;
}

/** Of four faces the lowest is bad and the next fair; other scales alike. */
export function mood({ level, scale }: Pick<LobbyRating, 'level' | 'scale'>): 'good' | 'fair' | 'bad' {
  const share = (level - 1) / (scale - 1);
  if (share < 0.3) return 'bad';
  return share < 0.6 ? 'fair' : 'good';
}

export function reasonWords(
  reasons: readonly string[],
  { kiosk }: Pick<HallConfig, 'kiosk'>,
  language: Language,
): string {
  const names = reasons.map((id) => kiosk.reasons.find((reason) => reason.id === id)?.name[language] ?? id);
  return names.join(RATING_TEXTS[language].separator);
}

/** Why a rating is set aside, or what marks one that counts; null for an ordinary one. */
export function flagWords(
  { counted, flags }: Pick<LobbyRating, 'counted' | 'flags'>,
  language: Language,
): string | null {
  const texts = RATING_TEXTS[language];
  if (counted && flags.length === 0) return null;
  const reasons = flags.map((flag) => texts.flags[flag] ?? texts.otherRule(flag)).join(texts.separator);
  return counted ? texts.marked(reasons) : texts.notCounted(reasons);
}

export function channelWords(channel: LobbyRating['channel'], language: Language): string {
  return RATING_TEXTS[language].channels[channel];
}
