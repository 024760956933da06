import './organisation.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Organisation } from '../../organisation/routes.ts';
import type { Unit } from '../../store/people/find-units.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { ORGANISATION_TEXTS, type OrganisationTexts } from './texts.ts';
import { treeRows, type TreeRow } from './tree.ts';
import { UnitDialog, type UnitTask } from './unit-dialog.tsx';

/** More rows than anybody reads; a page of tens of thousands would be slow. */
const ROWS_MOST = 400;

/** The tree of head office, regions and branches. */
export function Page({ language, me }: PageProps): JSX.Element {
  const texts = ORGANISATION_TEXTS[language];
  const { asked, again } = useReply<Organisation>('/api/organisation');
  const [wanted, setWanted] = useState('');
  const [task, setTask] = useState<UnitTask | null>(null);
  const mayWrite = me.actions.includes('organisation.write');
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        {mayWrite ? (
          <button type="button" class="button" data-kind="primary" onClick={() => setTask({ kind: 'add' })}>
            {texts.add}
          </button>
        ) : null}
      </div>
      <p class="quiet">{texts.about}</p>
      <Loaded asked={asked} language={language} again={again}>
        {(organisation) => (
          <>
            <section class="card">
              <div class="organisation-find">
                <TextField label={texts.find} value={wanted} change={setWanted} optional />
              </div>
              <Tree
                rows={treeRows(organisation.units, wanted)}
                language={language}
                begin={mayWrite ? setTask : null}
                texts={texts}
              />
            </section>
            {task === null ? null : (
              <UnitDialog
                task={task}
                organisation={organisation}
                language={language}
                close={() => setTask(null)}
                done={() => {
                  setTask(null);
                  again();
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

interface TreeProps {
  readonly rows: readonly TreeRow[];
  readonly language: Language;
  /** Null for who may only read. */
  readonly begin: ((task: UnitTask) => void) | null;
  readonly texts: OrganisationTexts;
}

function Tree({ rows, language, begin, texts }: TreeProps): JSX.Element {
  if (rows.length === 0) return <Empty title={texts.nothing} />;
  return (
    <>
      <table>
        <thead>
          <tr>
            {[texts.unit, texts.id, texts.kind, texts.branchType, texts.since].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
            {begin === null ? null : <th scope="col">{texts.actions}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_MOST).map(({ unit, depth }) => (
            <tr key={unit.id} data-testid={`unit-${unit.id}`}>
              <th scope="row" style={{ paddingInlineStart: `${10 + depth * 24}px` }}>
                {unit.name[language]}
              </th>
              <td class="quiet">{unit.id}</td>
              <td>{texts.kinds[unit.kind]}</td>
              <td>{unit.branchType ?? '—'}</td>
              <td>{unit.closedOn === null ? (unit.since ?? '—') : <Closed unit={unit} texts={texts} />}</td>
              {begin === null ? null : (
                <td>
                  <Tasks unit={unit} name={unit.name[language]} begin={begin} texts={texts} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS_MOST ? <p class="quiet">{texts.more(rows.length - ROWS_MOST)}</p> : null}
    </>
  );
}

function Closed({ unit, texts }: { readonly unit: Unit; readonly texts: OrganisationTexts }): JSX.Element {
  return <span class="tag">{texts.closedOn(unit.closedOn ?? '')}</span>;
}

interface TasksProps {
  readonly unit: Unit;
  readonly name: string;
  readonly begin: (task: UnitTask) => void;
  readonly texts: OrganisationTexts;
}

function Tasks({ unit, name, begin, texts }: TasksProps): JSX.Element | null {
  if (unit.closedOn !== null) return null;
  const kinds = unit.kind === 'head-office' ? (['rename'] as const) : (['rename', 'move', 'close'] as const);
  return (
    <div class="actions">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="button"
          data-kind="quiet"
          aria-label={`${texts[kind]}: ${name}`}
          onClick={() => begin({ kind, unit })}
        >
          {texts[kind]}
        </button>
      ))}
    </div>
  );
}
