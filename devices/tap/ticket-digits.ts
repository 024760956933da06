/**
 * Numeric displays cannot show letters, and pad or drop leading zeros as they like: "A001", "001" and "1" look the
 * same on them. This is what is left of a number there; "" when the display shows nothing or only zeros.
 */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '');
}

/** Could a numeric display that shows `digits` mean this ticket? */
export function looksLike(ticket: string, digits: string): boolean {
  return digitsOf(ticket) === digitsOf(digits);
}
