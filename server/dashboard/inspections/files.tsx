import type { JSX } from 'preact';
import type { InspectionView } from '../../inspections/wire.ts';
import { formatDateTime } from '../live/format.ts';
import type { Language } from '../shell/language.ts';
import { itemTitle } from './findings.tsx';
import type { Texts } from './texts.ts';

interface FilesProps {
  readonly view: InspectionView;
  readonly language: Language;
  readonly texts: Texts;
}

/** Evidence, recordings on file, and what reviewers did. */
export function Files({ view, language, texts }: FilesProps): JSX.Element {
  const folder = `/api/branches/${encodeURIComponent(view.branch)}/inspections/${encodeURIComponent(view.id)}/evidence`;
  return (
    <div class="inspection-files">
      <section class="card">
        <h2>{texts.evidence}</h2>
        {view.evidence.length === 0 ? <p class="quiet">{texts.noEvidence}</p> : null}
        <ul>
          {view.evidence.map(({ hash, item, mediaType, bytes, receivedAt, removedAt }) => {
            const about = `${mediaType}, ${sizeText(bytes)}, ${formatDateTime(receivedAt)}`;
            const title = view.scorecard === null ? item : itemTitle(view.scorecard, item, language);
            return (
              <li key={hash}>
                {removedAt === null ? <a href={`${folder}/${hash}`}>{title}</a> : title}{' '}
                <small class="quiet">{removedAt === null ? about : texts.removed}</small>
              </li>
            );
          })}
        </ul>
      </section>
      {view.recordings.length === 0 ? null : (
        <section class="card">
          <h2>{texts.recordings}</h2>
          <ul>
            {view.recordings.map(({ reference, sha256, keepUntil }) => (
              <li key={sha256}>
                {reference} <small class="quiet">{texts.keptUntil(keepUntil)}</small>
                <br />
                <code>SHA-256 {sha256.slice(0, 16)}…</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.steps.length === 0 ? null : (
        <section class="card">
          <h2>{texts.history}</h2>
          <ol>
            {view.steps.map(({ step, at, by, reason }) => (
              <li key={at}>
                {formatDateTime(at)} {by} {texts.past[step]}
                {reason === null ? '' : `: ${reason}`}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${String(Math.ceil(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
