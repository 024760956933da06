import type { Kind, Mode, State } from '../../inspections/wire.ts';
import type { Language } from '../shell/language.ts';

/** Words that the pages of plans and of inspections share. */
export interface Words {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly states: Readonly<Record<State, string>>;
  readonly modes: Readonly<Record<Mode, string>>;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    kinds: {
      announced: '通知检查',
      mystery: '神秘顾客暗访',
      intercept: '拦截访问',
      hotline: '热线测拨',
      monthly: '月度监测',
    },
    states: {
      assigned: '待检查',
      begun: '填写中',
      mismatch: '双录不一致',
      signed: '待审核',
      returned: '已退回',
      released: '已生效',
      cancelled: '已取消',
    },
    modes: { digital: '电子填写', paper: '纸质双录' },
  },
  en: {
    kinds: {
      announced: 'Announced inspection',
      mystery: 'Mystery visit',
      intercept: 'Intercept survey',
      hotline: 'Test call',
      monthly: 'Monthly hall result',
    },
    states: {
      assigned: 'Assigned',
      begun: 'Being filled in',
      mismatch: 'Entries differ',
      signed: 'To be reviewed',
      returned: 'Returned',
      released: 'Released',
      cancelled: 'Cancelled',
    },
    modes: { digital: 'Digital', paper: 'Paper, entered twice' },
  },
};

export const KIND_ORDER: readonly Kind[] = ['announced', 'mystery', 'intercept', 'hotline', 'monthly'];
export const STATE_ORDER: readonly State[] = [
  'assigned',
  'begun',
  'mismatch',
  'signed',
  'returned',
  'released',
  'cancelled',
];

const TONES: Readonly<Record<State, string>> = {
  assigned: 'info',
  begun: 'info',
  mismatch: 'over',
  signed: 'near',
  returned: 'near',
  released: 'ok',
  cancelled: '',
};

export function toneOf(state: State): string {
  return TONES[state];
}
