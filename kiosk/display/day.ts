import { LANGUAGES } from '../shared/language.ts';
import type { Language } from '../shared/language.ts';

/** Date and weekday at the branch: "11月30日 星期一", "Mon, 30 Nov". */
export function formatDay(at: number, timeZone: string, language: Language): string {
  const weekday = language === 'zh' ? 'long' : 'short';
  const month = language === 'zh' ? 'long' : 'short';
  const tag = language === 'en' ? 'en-GB' : LANGUAGES[language].tag;
  return new Intl.DateTimeFormat(tag, { month, day: 'numeric', weekday, timeZone }).format(at);
}
