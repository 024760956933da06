/** Words for the digits 0–9. */
export const DIGITS = {
  zh: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
} as const;

const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** 0–99: 三, 十, 十二, 二十, 三十五. */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return DIGITS.zh[ones]!;
  return `${tens === 1 ? '' : DIGITS.zh[tens]}十${ones === 0 ? '' : DIGITS.zh[ones]}`;
}

/** 0–99: three, twelve, thirty-five. */
export function englishNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return DIGITS.en[ones]!;
  if (tens === 1) return TEENS[ones]!;
  return ones === 0 ? TENS[tens - 2]! : `${TENS[tens - 2]}-${DIGITS.en[ones]}`;
}
