import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RetentionView } from '../../privacy/retention-view.ts';
import { formatDateTime } from '../live/format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { RETENTION_TEXTS } from './texts.ts';

/** What is kept how long, and what went lately. */
export function Page({ language, me }: PageProps): JSX.Element {
  const texts = RETENTION_TEXTS[language];
  const { asked, again } = useReply<RetentionView>('/api/retention');
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{texts.title}</h1>
          <p class="quiet">{texts.about}</p>
        </div>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) => (
          <>
            <Kept view={view} language={language} />
            <Removals view={view} language={language} />
          </>
        )}
      </Loaded>
      {me.actions.includes('subjects.export') ? <PseudonymExport language={language} /> : null}
    </>
  );
}

interface PartProps {
  readonly view: RetentionView;
  readonly language: Language;
}

function Kept({ view, language }: PartProps): JSX.Element {
  const texts = RETENTION_TEXTS[language];
  const rows = (['tickets', 'sessions', 'photos', 'recordings'] as const).map((kind) => [
    texts.kinds[kind],
    texts.days(view.days[kind]),
  ]);
  return (
    <section class="card">
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.what}</th>
            <th scope="col">{texts.howLong}</th>
          </tr>
        </thead>
        <tbody>
          {[...rows, [texts.kinds.kept, texts.noEnd]].map(([what, howLong]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{howLong}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Removals({ view, language }: PartProps): JSX.Element {
  const texts = RETENTION_TEXTS[language];
  return (
    <section class="card" tabIndex={0} aria-label={texts.removals}>
      <h2>{texts.removals}</h2>
      {view.removals.length === 0 ? (
        <p class="quiet">{texts.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.at}</th>
              <th scope="col">{texts.what}</th>
              <th scope="col" class="number">
                {texts.count}
              </th>
              <th scope="col">{texts.before}</th>
            </tr>
          </thead>
          <tbody>
            {view.removals.map(({ seq, at, what, count, before }) => (
              <tr key={seq}>
                <th scope="row">{formatDateTime(at)}</th>
                <td>{texts.removed[what]}</td>
                <td class="number">{count}</td>
                <td>{before ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function PseudonymExport({ language }: { readonly language: Language }): JSX.Element {
  const texts = RETENTION_TEXTS[language];
  const [pseudonym, setPseudonym] = useState('');
  const path = `/api/subjects/pseudonyms/${encodeURIComponent(pseudonym.trim())}`;
  return (
    <section class="card form">
      <h2>{texts.export}</h2>
      <p class="quiet">{texts.exportAbout}</p>
      <TextField label={texts.pseudonym} value={pseudonym} change={setPseudonym} optional />
      {pseudonym.trim() === '' ? null : (
        <p class="actions">
          <a class="button" href={path}>
            {texts.json}
          </a>
          <a class="button" href={`${path}?as=text`}>
            {texts.text}
          </a>
        </p>
      )}
    </section>
  );
}
