/** Unique for one tap. Not randomUUID: browsers give that to secure pages only, and plain HTTP in the LAN is none. */
export function newRatingId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
