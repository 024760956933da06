/** The cookie by which a paired screen is known. */

const NAME = 'hm_screen';
/** The longest that browsers keep one. */
const MAX_AGE_SECONDS = 400 * 86_400;

/** Null when there is none, or several: then somebody plays tricks. */
export function screenToken(header: string | undefined): string | null {
  const values = (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at > 0 && part.slice(0, at).trim() === NAME ? [part.slice(at + 1).trim()] : [];
  });
  return values.length === 1 && /^[A-Za-z0-9_-]{43}$/.test(values[0]!) ? values[0]! : null;
}

/** `isSecure`: the browser came by TLS, so the cookie never has to travel without. */
export function screenCookie(token: string, isSecure: boolean): string {
  const base = `${NAME}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${MAX_AGE_SECONDS}`;
  return isSecure ? `${base}; Secure` : base;
}
