import type { JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import type { EvidenceFile } from './sync.ts';
import { TEXTS } from './texts.ts';
import { isUnsent, type Visit } from './visit.ts';

interface KeepingProps {
  readonly visit: Visit;
  readonly files: readonly EvidenceFile[];
  readonly language: Language;
}

/** Says plainly where the answers are: on the phone only, or at head office. */
export function Keeping({ visit, files, language }: KeepingProps): JSX.Element | null {
  const texts = TEXTS[language];
  if (visit.draft === null || visit.clash !== null) return null;
  const isHere = isUnsent(visit) || files.some(({ visit: key, isSent }) => key === visit.key && !isSent);
  return (
    <span class="keeping" data-testid="keeping" data-sent={!isHere}>
      {isHere ? `▲ ${texts.onPhoneOnly}` : `✓ ${texts.atHeadOffice(clockTime(visit.sent.savedAt, language))}`}
    </span>
  );
}

export function clockTime(at: number | null, language: Language): string {
  if (at === null) return '';
  const format = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', format).format(at);
}
