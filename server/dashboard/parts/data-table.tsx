import './data-table.css';
import type { ComponentChildren, JSX } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../shell/language.ts';
import { Pager } from './pager.tsx';
import { nextSorting, sortRows, type Sorting, type SortValue } from './sorting.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Figures are set flush right; the head names the row. */
  readonly kind?: 'figure' | 'head';
  readonly cell: (row: Row) => ComponentChildren;
  /** Absent = cannot be sorted by. */
  readonly sortBy?: (row: Row) => SortValue;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly language: Language;
  /** What a row shows below itself. */
  readonly detail?: (row: Row) => ComponentChildren | null;
  readonly rowsAtOnce?: number;
  readonly current?: string | undefined;
}

/** Rows drawn at once: a browser stays quick, a bank with 5,000 branches stays usable. */
const ROWS_AT_ONCE = 100;
/** From so many columns on a table needs the width of a desk. */
const WIDE = 6;
/** From so many rows on the heads stay in view. */
const LONG = 8;

/** A table that can be sorted, comes in pages, and becomes a list of cards where it is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const { caption, columns, rows, keyOf, language, rowsAtOnce = ROWS_AT_ONCE } = props;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / rowsAtOnce));
  const shownPage = Math.min(page, pages - 1);
  const sortBy = columns.find(({ id }) => id === sorting?.column)?.sortBy;
  const sorted = sorting === null || sortBy === undefined ? rows : sortRows(rows, sortBy, sorting.direction);
  const shown = sorted.slice(shownPage * rowsAtOnce, (shownPage + 1) * rowsAtOnce);
  // Roles are said, since a table laid out as cards is none to a browser.
  return (
    <div class="data-table-frame" data-wide={columns.length >= WIDE}>
      <table class="data-table" role="table" data-long={shown.length >= LONG}>
        <caption class="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <ColumnHead key={column.id} column={column} sorting={sorting} choose={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((row) => (
            <TableRow key={keyOf(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
      {pages === 1 ? null : <Pager page={shownPage} pages={pages} go={setPage} language={language} />}
    </div>
  );
}

interface ColumnHeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly choose: (sorting: Sorting | null) => void;
}

function ColumnHead<Row>({ column, sorting, choose }: ColumnHeadProps<Row>): JSX.Element {
  const { id, title, kind, sortBy } = column;
  const direction = sorting?.column === id ? sorting.direction : undefined;
  const arrow = { ascending: '▲', descending: '▼', none: '↕' }[direction ?? 'none'];
  return (
    <th role="columnheader" scope="col" class={kind === 'figure' ? 'number' : undefined} aria-sort={direction}>
      {sortBy === undefined ? (
        title
      ) : (
        <button type="button" class="sort" onClick={() => choose(nextSorting(sorting, id))}>
          {title} <span aria-hidden="true">{arrow}</span>
        </button>
      )}
    </th>
  );
}

function TableRow<Row>(props: DataTableProps<Row> & { readonly row: Row }): JSX.Element {
  const { row, columns, detail, current, keyOf } = props;
  const below = detail?.(row) ?? null;
  return (
    <Fragment>
      <tr role="row" aria-current={current === keyOf(row) ? 'true' : undefined} data-open={below !== null}>
        {columns.map(({ id, title, kind, cell }) =>
          kind === 'head' ? (
            <th key={id} role="rowheader" scope="row" data-column={id}>
              {cell(row)}
            </th>
          ) : (
            <td
              key={id}
              role="cell"
              data-column={id}
              data-label={title}
              class={kind === 'figure' ? 'number' : undefined}
            >
              {cell(row)}
            </td>
          ),
        )}
      </tr>
      {below === null ? null : (
        <tr role="row" class="detail">
          <td role="cell" colSpan={columns.length}>
            {below}
          </td>
        </tr>
      )}
    </Fragment>
  );
}
