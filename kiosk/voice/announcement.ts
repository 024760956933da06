import type { LocalizedText } from '#contract/ids.ts';
import { chineseNumber, DIGITS, englishNumber } from './numbers.ts';

/** How a call sounds: letters by their names, the digits of a ticket one by one as people read them off the paper. */
export function announcement(ticket: string, counter: LocalizedText): LocalizedText {
  return {
    zh: `${spell(ticket, DIGITS.zh, '')}号，请到${readNumbers(counter.zh, chineseNumber)}`,
    en: `Ticket ${spell(ticket, DIGITS.en, ' ')}, please go to ${readNumbers(counter.en, englishNumber)}`,
  };
}

/** "A012" → "A 零一二", "A zero one two". A space between letters makes a voice spell them. */
function spell(ticket: string, digits: readonly string[], between: string): string {
  const runs = ticket.toUpperCase().match(/\d+|[A-Z]+/g) ?? [];
  return runs
    .map((run) => {
      const signs = run.split('');
      return /\d/.test(run) ? signs.map((digit) => digits[Number(digit)]).join(between) : signs.join(' ');
    })
    .join(' ');
}

function readNumbers(name: string, read: (value: number) => string): string {
  return name.replaceAll(/\d+/g, (digits) => (digits.length <= 2 ? read(Number(digits)) : digits));
}
