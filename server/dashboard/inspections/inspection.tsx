import type { JSX } from 'preact';
import type { InspectionView } from '../../inspections/wire.ts';
import { formatDateTime, formatShare } from '../live/format.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import type { Me } from '../../auth/me.ts';
import { SheetChanges } from '../sheet-changes/sheet-changes.tsx';
import { Files } from './files.tsx';
import { Findings } from './findings.tsx';
import { Review } from './review.tsx';
import { SheetTable } from './sheet-table.tsx';
import { INSPECTION_TEXTS, type Texts } from './texts.ts';
import { toneOf, WORDS } from './words.ts';

interface InspectionProps {
  readonly branch: string;
  readonly id: string;
  readonly language: Language;
  readonly me: Me;
  /** It has just come in as a file. */
  readonly isImported: boolean;
}

export function Inspection({ branch, id, language, me, isImported }: InspectionProps): JSX.Element {
  const path = `/api/branches/${encodeURIComponent(branch)}/inspections/${encodeURIComponent(id)}`;
  const { asked, again } = useReply<InspectionView>(path);
  const texts = INSPECTION_TEXTS[language];
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(view) => (
        <>
          {isImported ? (
            <p class="banner" data-tone={view.flags === 0 ? 'ok' : 'near'} role="status">
              {texts.imported(view.flags)}
            </p>
          ) : null}
          <Shown view={view} path={path} language={language} texts={texts} me={me} again={again} />
        </>
      )}
    </Loaded>
  );
}

interface ShownProps {
  readonly view: InspectionView;
  readonly path: string;
  readonly language: Language;
  readonly texts: Texts;
  readonly me: Me;
  readonly again: () => void;
}

function Shown({ view, path, language, texts, me, again }: ShownProps): JSX.Element {
  const { result, scorecard } = view;
  return (
    <>
      <Head view={view} language={language} texts={texts} />
      {view.whole || view.inspector !== null ? null : (
        <p class="banner" data-tone="info">
          {texts.asBranch}
        </p>
      )}
      <PaperWork view={view} texts={texts} />
      <Review view={view} path={path} texts={texts} again={again} />
      {result === null || scorecard === null ? (
        <Empty title={texts.notYet}>
          <p>{texts.notYetHint}</p>
        </Empty>
      ) : (
        <>
          <Findings result={result} card={scorecard} language={language} texts={texts} />
          <SheetTable view={view} result={result} card={scorecard} language={language} texts={texts} />
        </>
      )}
      {view.whole ? <Files view={view} language={language} texts={texts} me={me} /> : null}
      {view.whole && view.state !== 'assigned' ? (
        <SheetChanges branch={view.branch} inspection={view.id} card={scorecard} language={language} />
      ) : null}
    </>
  );
}

/** Leads to the paper sheet where something of it waits for the viewer. */
function PaperWork({ view, texts }: Pick<ShownProps, 'view' | 'texts'>): JSX.Element | null {
  const { branch, id, paperWork } = view;
  if (paperWork === null) return null;
  return (
    <div class="banner" data-tone="info">
      <p>{texts.paperWork[paperWork].about}</p>
      <a class="button" href={hrefOf(['entries', branch, id, ...(paperWork === 'settle' ? ['settle'] : [])])}>
        {texts.paperWork[paperWork].go}
      </a>
    </div>
  );
}

function Head({ view, language, texts }: Pick<ShownProps, 'view' | 'language' | 'texts'>): JSX.Element {
  const words = WORDS[language];
  const time = (at: number | null): string | null => (at === null ? null : formatDateTime(at));
  const facts: readonly (readonly [string, string | null])[] = [
    [texts.card, `${view.card[language]} · ${texts.version(view.card.version)}`],
    [texts.inspector, view.inspector ?? texts.hidden],
    [texts.second, view.second],
    [texts.days, view.from === null ? null : `${view.from} – ${view.to ?? ''}`],
    [texts.visited, view.visitedOn],
    [texts.mode, words.modes[view.mode]],
    [texts.respondents, view.respondents === null ? null : String(view.respondents)],
    [texts.announced, time(view.announcedAt)],
    [texts.signed, time(view.signedAt)],
    [texts.released, time(view.releasedAt)],
  ];
  return (
    <section class="card inspection-head">
      <a href={hrefOf(['inspections'])}>← {texts.back}</a>
      <div class="page-head">
        <h1>
          {view.name[language]} · {words.kinds[view.kind]}
        </h1>
        <span class="tag" data-tone={toneOf(view.state)}>
          {words.states[view.state]}
        </span>
        <p class="inspection-share">
          {formatShare(view.share) ?? ''} {view.grade?.[language] ?? ''}
        </p>
      </div>
      <dl>
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
