/** Unique for one tap. Browsers give randomUUID to secure pages only, and a page over plain HTTP in the LAN is not. */
export function newRatingId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
