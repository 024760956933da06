import type { ComponentChildren, JSX } from 'preact';
import { formatPoints } from '#rubric/scorecards/format-points.ts';
import type { InstrumentRow, InstrumentsView } from '../../inspections/wire.ts';
import { formatShare } from '../live/format.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { INSPECTION_TEXTS, type Texts } from './texts.ts';
import { WORDS } from './words.ts';

interface InstrumentsProps {
  readonly quarter: string;
  readonly language: Language;
}

/** Surveys, test calls and monthly tables of a quarter: beside the composite, never in it. */
export function Instruments({ quarter, language }: InstrumentsProps): JSX.Element {
  const texts = INSPECTION_TEXTS[language];
  const { asked, again } = useReply<InstrumentsView>(`/api/instruments/${encodeURIComponent(quarter)}`);
  return (
    <>
      <div class="page-head">
        <div>
          <a href={hrefOf(['inspections'], { quarter })}>← {texts.back}</a>
          <h1>
            {texts.instruments} · {quarter}
          </h1>
          <p class="quiet">{texts.instrumentsHint}</p>
        </div>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) => <Shown view={view} language={language} texts={texts} />}
      </Loaded>
    </>
  );
}

interface ShownProps {
  readonly view: InstrumentsView;
  readonly language: Language;
  readonly texts: Texts;
}

function Shown(props: ShownProps): JSX.Element {
  const { view, language, texts } = props;
  const { kinds } = WORDS[language];
  const isEmpty = view.surveys.length + view.calls.length + view.months.length === 0;
  return (
    <>
      <TooFew {...props} />
      {isEmpty ? <Empty title={texts.noInstruments} /> : null}
      {view.surveys.length === 0 ? null : <Surveys {...props} />}
      {view.months.length === 0 ? null : <Months {...props} />}
      {view.calls.length === 0 ? null : (
        <Table title={kinds.hotline} columns={[texts.result]} texts={texts}>
          {view.calls.map((call) => (
            <Row key={call.id} row={call} language={language}>
              <td class="number">{formatShare(call.share) ?? texts.noResult}</td>
            </Row>
          ))}
        </Table>
      )}
    </>
  );
}

function TooFew({ view, language, texts }: ShownProps): JSX.Element | null {
  const [first] = view.tooFew;
  if (first === undefined) return null;
  const branches = [...new Set(view.tooFew.map(({ branch }) => branch))];
  return (
    <div class="banner" data-tone="near" role="status">
      <details>
        <summary>▲ {texts.tooFew(branches.length)}</summary>
        <p>{branches.map((branch) => view.names[branch]?.[language] ?? branch).join('、')}</p>
      </details>
    </div>
  );
}

function Surveys({ view, language, texts }: ShownProps): JSX.Element {
  const titles = view.surveys[0]!.titles;
  const parts = Object.keys(titles);
  const columns = [texts.respondents, ...parts.map((part) => titles[part]![language]), texts.total, texts.place];
  return (
    <Table title={WORDS[language].kinds.intercept} columns={columns} texts={texts}>
      {view.surveys.map((row) => (
        <Row key={row.id} row={row} language={language}>
          <td class="number">{row.survey.respondents ?? texts.noResult}</td>
          {row.survey.state === 'insufficient' ? (
            <td colSpan={parts.length + 2}>▲ {texts.insufficient(row.survey.needed)}</td>
          ) : (
            <>
              {row.survey.parts.map(({ item, points, of }) => (
                <td key={item} class="number">
                  {formatPoints(points)}
                  {of === null ? '' : <small class="quiet"> / {formatPoints(of)}</small>}
                </td>
              ))}
              <td class="number">
                <strong>{formatPoints(row.survey.total)}</strong>
              </td>
              <td class="number">{row.place ?? texts.noResult}</td>
            </>
          )}
        </Row>
      ))}
    </Table>
  );
}

function Months({ view, language, texts }: ShownProps): JSX.Element {
  const { titles, month } = view.months[0]!;
  const roles = month.roles.map(({ role }) => role);
  const columns = [texts.visited, ...roles.map((role) => titles[role]?.[language] ?? role), texts.deducted];
  return (
    <Table title={WORDS[language].kinds.monthly} columns={columns} texts={texts}>
      {view.months.map((row) => (
        <Row key={row.id} row={row} language={language}>
          <td class="number">{row.visitedOn}</td>
          {roles.map((role) => {
            const found = row.month.roles.find((each) => each.role === role);
            return (
              <td key={role} class="number">
                {found === undefined ? '' : formatPoints(found.deducted)}
                {found?.printed == null ? null : (
                  <small class="over"> ▲ {texts.printedAs(formatPoints(found.printed))}</small>
                )}
              </td>
            );
          })}
          <td class="number">
            <strong>{formatPoints(row.month.deducted)}</strong>
          </td>
        </Row>
      ))}
    </Table>
  );
}

interface TableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly texts: Texts;
  readonly children: ComponentChildren;
}

function Table({ title, columns, texts, children }: TableProps): JSX.Element {
  return (
    <section class="card" tabIndex={0} aria-label={title}>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.branch}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly row: InstrumentRow;
  readonly language: Language;
  readonly children: ComponentChildren;
}

function Row({ row, language, children }: RowProps): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(['inspections', row.branch, row.id])}>{row.name[language]}</a>
      </th>
      {children}
    </tr>
  );
}
