import type { JSX } from 'preact';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { SheetChange, SheetChangesReply } from '../../inspections/form/wire.ts';
import type { Written } from '../../inspections/double-entry/typed-sheet.ts';
import { ENTRY_TEXTS } from '../entries/texts.ts';
import { cellAt, placeTitle, writtenLines } from '../entries/written-text.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface SheetChangesProps {
  readonly branch: string;
  readonly inspection: string;
  readonly language: Language;
  /** The version it was filled in on; null when that is gone. */
  readonly card: Scorecard | null;
}

/** Every change of an inspection's sheets, and whose clock was off. */
export function SheetChanges({ branch, inspection, language, card }: SheetChangesProps): JSX.Element {
  const path = `/api/branches/${encodeURIComponent(branch)}/inspections/${encodeURIComponent(inspection)}/changes`;
  const { asked, again } = useReply<SheetChangesReply>(path);
  return (
    <section class="card" data-testid="sheet-changes" tabIndex={0} aria-label={TEXTS[language].title}>
      <h2>{TEXTS[language].title}</h2>
      <Loaded asked={asked} again={again} language={language}>
        {(reply) => (
          <>
            {reply.sheets.map((sheet) => (
              <VisitTimes key={sheet.entry} sheet={sheet} language={language} />
            ))}
            <Changes changes={reply.changes} language={language} card={card} />
          </>
        )}
      </Loaded>
    </section>
  );
}

interface TimesProps {
  readonly sheet: SheetChangesReply['sheets'][number];
  readonly language: Language;
}

function VisitTimes({ sheet, language }: TimesProps): JSX.Element | null {
  const texts = TEXTS[language];
  const { timers, isSkewed, skewMs } = sheet;
  if (timers === null) return null;
  const rows = [
    [texts.begun, timers.startedAt, timers.corrected.startedAt],
    [texts.ended, timers.endedAt, timers.corrected.endedAt],
  ] as const;
  return (
    <>
      <h3>
        {texts.entry[sheet.entry] ?? sheet.entry} · {sheet.account}
      </h3>
      {isSkewed ? (
        <p class="banner" data-tone="near" data-testid="skewed">
          ▲ {texts.skewed(((skewMs ?? 0) / 60_000).toFixed(1))}
        </p>
      ) : null}
      <dl>
        {rows.map(([label, device, corrected]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {texts.byDevice} {timeText(device, language)}
              {isSkewed ? ` · ${texts.corrected} ${timeText(corrected, language)}` : ''}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface ChangesProps {
  readonly changes: readonly SheetChange[];
  readonly language: Language;
  readonly card: Scorecard | null;
}

function Changes({ changes, language, card }: ChangesProps): JSX.Element {
  const texts = TEXTS[language];
  const words = { language, texts: ENTRY_TEXTS[language] };
  const written = (json: string | null, place: string): string =>
    writtenLines(
      json === null ? null : (JSON.parse(json) as Written),
      card === null ? undefined : cellAt(card, place),
      words,
    ).join(' · ');
  if (changes.length === 0) return <p class="quiet">{texts.none}</p>;
  return (
    <table>
      <thead>
        <tr>
          {[texts.at, texts.who, texts.item, texts.before, texts.after, texts.reason].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.entry}-${String(change.seq)}`} data-testid="change">
            <td>{timeText(change.at, language)}</td>
            <td>
              {texts.entry[change.entry] ?? change.entry} · {change.account}
            </td>
            <th scope="row">{card === null ? change.cell : placeTitle(card, change.cell, words)}</th>
            <td>{written(change.before, change.cell)}</td>
            <td>{written(change.after, change.cell)}</td>
            <td>{reasonText(change.reason, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Head office's own reasons in words; what a person wrote as it is. */
function reasonText(reason: string, language: Language): string {
  const { edited, takenOver, setAside } = TEXTS[language].reasons;
  if (reason === 'edited') return edited;
  if (reason === 'taken-over') return takenOver;
  return /^set-aside [0-9a-f]{64}$/.test(reason) ? setAside : reason;
}

function timeText(at: number | null, language: Language): string {
  if (at === null) return '–';
  const style = { dateStyle: 'short', timeStyle: 'medium', hour12: false } as const;
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', style).format(at);
}
