import type { BaseKey } from '#devices/message.ts';
import type { KeyMeaning, Site } from '#devices/sites/site.ts';

/** What a person presses at a call terminal: digits first, then a function key; one frame carries both. */
export interface KeyPress {
  readonly key: BaseKey;
  readonly digits: string;
}

/** Longest digit string tried when looking for one that a rule accepts. */
const MAX_TRIED_DIGITS = 4;

/** What one press means at this site; the first rule that matches wins, "ignore" when none does. */
export function meaningOf(site: Site, press: KeyPress): KeyMeaning {
  const rule = site.keys.find(
    (candidate) => candidate.key === press.key && digitsMatch(candidate.digits, press.digits),
  );
  return rule?.means ?? 'ignore';
}

/**
 * The press that has this meaning at this site: the reverse of the key rules. `digits` are used where the rules
 * accept them (a staff number, a ticket number); otherwise the shortest accepted digits are taken. Null when the site
 * has no key for it.
 */
export function pressFor(site: Site, meaning: KeyMeaning, digits = ''): KeyPress | null {
  const keys = site.keys.filter((rule) => rule.means === meaning).map((rule) => rule.key);
  for (const candidate of candidates(digits)) {
    for (const key of keys) {
      const press = { key, digits: candidate };
      if (meaningOf(site, press) === meaning) return press;
    }
  }
  return null;
}

function digitsMatch(pattern: string | undefined, digits: string): boolean {
  return pattern === undefined ? digits === '' : new RegExp(`^(?:${pattern})$`).test(digits);
}

function* candidates(preferred: string): Generator<string> {
  yield preferred;
  yield '';
  for (let length = 1; length <= MAX_TRIED_DIGITS; length++) {
    for (let value = 0; value < 10 ** length; value++) yield String(value).padStart(length, '0');
  }
}

/** The evaluator code for a level (1 = most negative), null when the site has none. */
export function rawForLevel(site: Site, level: number): number | null {
  return site.grades.evaluator.find((grade) => grade.level === level)?.raw ?? null;
}

/** The keypad key for a level (1 = most negative), null when the site has none. */
export function keyForLevel(site: Site, level: number): string | null {
  return site.grades.keypad.find((grade) => grade.level === level)?.key ?? null;
}

/** Position of a profile's numeric display: a ticket number without its letters, at least three digits. */
export function displayDigits(ticket: string): string {
  return ticket.replace(/\D/g, '').slice(-3).padStart(3, '0');
}
