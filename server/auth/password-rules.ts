/** What a password must be: long, and not among what is tried first. */

export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 128;

/** Lower case without blanks; what people type when they are asked for twelve characters. */
const TRIED_FIRST: readonly string[] = [
  'administrator',
  'changeme1234',
  'changemeplease',
  'correcthorsebatterystaple',
  'hallmeter123',
  'headoffice123',
  'iloveyou1234',
  'letmein12345',
  'password1234',
  'passw0rd1234',
  'qwertyuiop12',
  'qwertyuiop123',
  'welcome12345',
  'woaini131452',
  'woaini1314520',
  'woaini5201314',
  'zaq12wsxcde3',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
];
const ROWS = '01234567890123456789 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm';
const DIFFERENT_LEAST = 5;

/** Why it cannot be used, null when it can. */
export function passwordProblem(password: string, login: string): string | null {
  const { length } = password;
  if (length < PASSWORD_LEAST) return `at least ${PASSWORD_LEAST} characters`;
  if (length > PASSWORD_MOST) return `at most ${PASSWORD_MOST} characters`;
  const plain = password.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
  if (login.length >= 3 && plain.includes(login.toLowerCase())) return 'a password without the login in it';
  if (new Set(plain).size < DIFFERENT_LEAST) return `at least ${DIFFERENT_LEAST} different characters`;
  if (TRIED_FIRST.includes(plain) || isRow(plain)) return 'a password that is not among those tried first';
  return null;
}

/** Keys in their order, forwards or backwards. */
function isRow(plain: string): boolean {
  return ROWS.includes(plain) || ROWS.includes(plain.split('').toReversed().join(''));
}
