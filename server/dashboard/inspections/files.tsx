import type { JSX } from 'preact';
import type { InspectionView } from '../../inspections/wire.ts';
import type { Me } from '../../auth/me.ts';
import { formatDateTime } from '../live/format.ts';
import type { Language } from '../shell/language.ts';
import { itemTitle } from './findings.tsx';
import type { Texts } from './texts.ts';

interface FilesProps {
  readonly view: InspectionView;
  readonly language: Language;
  readonly texts: Texts;
  readonly me: Me;
}

/** Evidence, recordings on file, and what reviewers did. */
export function Files({ view, language, texts, me }: FilesProps): JSX.Element {
  return (
    <div class="inspection-files">
      <section class="card">
        <h2>{texts.evidence}</h2>
        {view.evidence.length === 0 ? <p class="quiet">{texts.noEvidence}</p> : null}
        <ul class="evidence-list">
          {view.evidence.map((file) => (
            <li key={file.ref}>
              <Evidence file={file} view={view} language={language} texts={texts} me={me} />
            </li>
          ))}
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

interface EvidenceProps extends FilesProps {
  readonly file: InspectionView['evidence'][number];
}

/** Opened in place. Nothing is fetched before somebody opens it: that a recording is heard goes on record. */
function Evidence({ file, view, language, texts, me }: EvidenceProps): JSX.Element {
  const { ref, item, mediaType, bytes, receivedAt, removedAt } = file;
  const title = view.scorecard === null ? item : itemTitle(view.scorecard, item, language);
  if (removedAt !== null)
    return (
      <>
        {title} <small class="quiet">{texts.removed}</small>
      </>
    );
  const folder = `/api/branches/${encodeURIComponent(view.branch)}/inspections/${encodeURIComponent(view.id)}/evidence`;
  const address = `${folder}/${ref}`;
  const isRecording = mediaType.startsWith('audio/');
  const mayOpen = !isRecording || me.actions.includes('recordings.hear');
  return (
    <details>
      <summary>
        {title}{' '}
        <small class="quiet">
          {mediaType}, {sizeText(bytes)}, {formatDateTime(receivedAt)}
        </small>
      </summary>
      {mayOpen ? (
        <>
          {isRecording ? (
            <audio controls preload="none" src={address} aria-label={title} />
          ) : (
            <img loading="lazy" src={address} alt={title} />
          )}
          <a href={address}>{texts.save}</a>
        </>
      ) : (
        <p class="quiet">{texts.mayNotHear}</p>
      )}
    </details>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${String(Math.ceil(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
