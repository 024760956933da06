import type { JSX } from 'preact';
import type { AssignmentSummary, Assignments } from '../../inspections/form/wire.ts';
import { toneOf, WORDS } from '../inspections/words.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { VISIT_TEXTS } from './texts.ts';

/** The inspector's form, which works offline, is a page of its own. */
const FORM = '/inspect/';

/** Where inspectors find what they are to fill in, and the way to the form. */
export function Page({ language }: PageProps): JSX.Element {
  const { asked, again } = useReply<Assignments>('/api/assignments');
  const texts = VISIT_TEXTS[language];
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        <a class="button" data-kind="primary" data-testid="open-form" href={FORM}>
          {texts.open}
        </a>
      </div>
      <p class="quiet">{texts.about}</p>
      <Loaded asked={asked} language={language} again={again}>
        {({ assignments }) =>
          assignments.length === 0 ? (
            <Empty title={texts.none}>
              <p>{texts.noneAbout}</p>
            </Empty>
          ) : (
            <section class="card">
              <VisitTable assignments={assignments} language={language} />
            </section>
          )
        }
      </Loaded>
    </>
  );
}

interface VisitTableProps {
  readonly assignments: readonly AssignmentSummary[];
  readonly language: Language;
}

function VisitTable({ assignments, language }: VisitTableProps): JSX.Element {
  const texts = VISIT_TEXTS[language];
  const words = WORDS[language];
  return (
    <DataTable
      caption={texts.title}
      language={language}
      rows={assignments}
      keyOf={({ branch, inspection }) => `${branch}/${inspection}`}
      columns={[
        { id: 'branch', title: texts.branch, kind: 'head', cell: ({ branchName }) => branchName[language] },
        { id: 'kind', title: texts.kind, cell: ({ kind }) => words.kinds[kind] },
        { id: 'days', title: texts.days, cell: ({ from, to }) => `${from} – ${to}` },
        {
          id: 'state',
          title: texts.state,
          cell: ({ state }) => (
            <span class="tag" data-tone={toneOf(state)}>
              {words.states[state]}
            </span>
          ),
        },
        {
          id: 'fill-in',
          title: texts.fillIn,
          cell: ({ branch, inspection, branchName }) => (
            <a class="button" href={`${FORM}${hrefOf([branch, inspection])}`}>
              {texts.fillIn}
              <span class="visually-hidden"> {branchName[language]}</span>
            </a>
          ),
        },
      ]}
    />
  );
}
