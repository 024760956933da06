const NAME = 'hallmeter-device';

/** Random id of this tab, so that two windows of one person can be told apart. */
export function deviceId(): string {
  const known = sessionStorage.getItem(NAME);
  if (known !== null) return known;
  // Not every page comes by TLS, where randomUUID would be there.
  const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  sessionStorage.setItem(NAME, id);
  return id;
}
