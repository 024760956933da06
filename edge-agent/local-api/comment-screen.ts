/** Seven and more digits in a row, also spaced or dashed, are an account, card, ID or phone number (座机 has seven). */
const LONG_NUMBER = /\d(?:[\s.·_/-]{0,2}\d){6,}x?/giu;

/** Takes long numbers out of free text before it is stored; the rest of the sentence stays as written. */
export function screenComment(comment: string): string {
  // NFKC turns full-width digits into plain ones; it may lengthen other characters, hence the cut.
  const plain = comment.normalize('NFKC').replace(LONG_NUMBER, '***');
  return plain === comment.normalize('NFKC') ? comment : plain.slice(0, 500);
}
