import { describe, expect, test } from 'vitest';
import { KEY_MEANINGS } from '#devices/sites/site.ts';
import { demoSite } from './hall-bench.ts';
import { displayDigits, meaningOf, pressFor, rawForLevel } from './key-lookup.ts';

describe('keys of a site', () => {
  const site = demoSite();

  test('every meaning that the site has can be pressed and means it', () => {
    const present = KEY_MEANINGS.filter((meaning) => site.keys.some((rule) => rule.means === meaning));
    expect(present.length).toBeGreaterThan(12);
    for (const meaning of present) {
      const press = pressFor(site, meaning);
      expect(press && meaningOf(site, press)).toBe(meaning);
    }
  });

  test('typed digits are kept where the rule takes them', () => {
    expect(pressFor(site, 'login', '1024')).toEqual({ key: 'function', digits: '1024' });
    expect(pressFor(site, 'no-show')).toEqual({ key: 'function', digits: '5' });
    expect(meaningOf(site, { key: 'metre-line', digits: '' })).toBe('ignore');
    expect(pressFor({ ...site, keys: [] }, 'call')).toBeNull();
  });

  test('levels and numbers are turned into codes and digits', () => {
    expect(rawForLevel(site, 4)).toBe(3);
    expect(rawForLevel(site, 5)).toBeNull();
    expect([displayDigits('A001'), displayDigits('V12'), displayDigits('7')]).toEqual(['001', '012', '007']);
  });
});
