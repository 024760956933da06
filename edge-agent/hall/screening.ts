/** Seven and more digits, also spaced, dotted or dashed, are an account, card, ID or phone number. */
const LONG_NUMBER = /\p{Nd}(?:[\s.·_/()-]{0,3}\p{Nd}){6,}[xX]?/gu;

/** Masks long numbers in free text, digits of any script; the rest of the sentence stays as written. */
export function maskLongNumbers(text: string): string {
  return text.replace(LONG_NUMBER, '***');
}
