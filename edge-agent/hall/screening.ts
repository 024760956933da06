/** As phones and keyboards write it in Chinese too; 幺 is said for one. */
const DIGIT = String.raw`[\p{Nd}〇零幺一二三四五六七八九]`;
/** Seven and more digits, also spaced, dotted or dashed, are an account, card, ID or phone number (座机 has seven). */
const LONG_NUMBER = new RegExp(String.raw`${DIGIT}(?:[\s\p{Pd}\p{Cf}.,，、·_/()]{0,3}${DIGIT}){6,}x?`, 'giu');
const LONGEST_COMMENT = 500;

/** What is stored of a text that a customer typed; null when nothing is left. */
export function screenText(text: string): string | null {
  const screened = maskLongNumbers(text.trim());
  return screened === '' ? null : screened;
}

/** Masks long numbers in free text, digits of any script; the rest of the sentence stays as written. */
export function maskLongNumbers(text: string): string {
  const masked = text.replace(LONG_NUMBER, '***');
  // Circled, raised and other dressed-up digits show only in NFKC, which may lengthen other characters: hence the cut.
  const plain = masked.normalize('NFKC');
  const undressed = plain.replace(LONG_NUMBER, '***');
  return undressed === plain ? masked : undressed.slice(0, LONGEST_COMMENT);
}
