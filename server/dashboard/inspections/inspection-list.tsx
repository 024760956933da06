import type { JSX } from 'preact';
import type { InspectionList as Inspections } from '../../inspections/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { quarterAt } from './quarter-at.ts';
import { hrefOf } from '../shell/router.ts';
import { ADDING_TEXTS } from './adding-texts.ts';
import { Filters, type Query } from './filters.tsx';
import { formatShare } from '../live/format.ts';
import { INSPECTION_TEXTS, type Texts } from './texts.ts';
import { toneOf, WORDS } from './words.ts';

interface InspectionListProps {
  readonly query: Query;
  readonly language: Language;
  readonly now: number;
  readonly mayAdd: boolean;
}

/** What is asked for stands in the address, so that it can be sent to somebody. */
export function InspectionList({ query, language, now, mayAdd }: InspectionListProps): JSX.Element {
  const texts = INSPECTION_TEXTS[language];
  const search = new URLSearchParams(query).toString();
  const { asked, again } = useReply<Inspections>(`/api/inspections${search === '' ? '' : `?${search}`}`);
  const states = asked.state === 'there' ? asked.value.states : [];
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        <p class="actions">
          {mayAdd ? <AddLinks language={language} /> : null}
          <a href={hrefOf(['inspections', 'instruments'], { quarter: query['quarter'] ?? quarterAt(now) })}>
            {texts.instruments} →
          </a>
        </p>
      </div>
      <Filters query={query} states={states} language={language} texts={texts} now={now} />
      <Loaded asked={asked} language={language} again={again}>
        {(list) => <List list={list} query={query} language={language} texts={texts} />}
      </Loaded>
    </>
  );
}

function AddLinks({ language }: { readonly language: Language }): JSX.Element {
  const texts = ADDING_TEXTS[language];
  return (
    <>
      <a class="button" href={hrefOf(['inspections', 'new'])}>
        {texts.add}
      </a>
      <a class="button" href={hrefOf(['inspections', 'import'])}>
        {texts.import}
      </a>
    </>
  );
}

interface ListProps {
  readonly list: Inspections;
  readonly query: Query;
  readonly language: Language;
  readonly texts: Texts;
}

function List({ list, query, language, texts }: ListProps): JSX.Element {
  if (list.total === 0) {
    const isFiltered = Object.keys(query).length > 0;
    return (
      <Empty title={isFiltered ? texts.noneFound : texts.none}>{isFiltered ? null : <p>{texts.noneHint}</p>}</Empty>
    );
  }
  return (
    <section class="card" aria-label={texts.title}>
      <p class="quiet">{texts.found(list.total)}</p>
      <Table list={list} language={language} texts={texts} />
      <Pages list={list} query={query} texts={texts} />
    </section>
  );
}

function Table({ list, language, texts }: Omit<ListProps, 'query'>): JSX.Element {
  const words = WORDS[language];
  return (
    <table class="inspections">
      <thead>
        <tr>
          {[texts.branch, texts.kind, texts.days, texts.inspector, texts.card, texts.state].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col" class="number">
            {texts.result}
          </th>
          <th scope="col" class="number">
            {texts.flags}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.inspections.map((each) => (
          <tr key={`${each.branch}/${each.id}`}>
            <th scope="row">
              <a href={hrefOf(['inspections', each.branch, each.id])}>{each.name[language]}</a>
            </th>
            <td data-label={texts.kind}>{words.kinds[each.kind]}</td>
            <td data-label={texts.days}>{each.visitedOn ?? daysText(each.from, each.to, texts)}</td>
            <td data-label={texts.inspector}>{each.inspector ?? texts.hidden}</td>
            <td data-label={texts.card}>{each.card[language]}</td>
            <td data-label={texts.state}>
              <span class="tag" data-tone={toneOf(each.state)}>
                {words.states[each.state]}
              </span>
            </td>
            <td class="number" data-label={texts.result}>
              {formatShare(each.share) ?? texts.noResult}
            </td>
            <td class="number" data-label={texts.flags}>
              {each.flags === 0 ? '' : `▲ ${String(each.flags)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function daysText(from: string | null, to: string | null, texts: Texts): string {
  return from === null || to === null ? texts.hidden : `${from} – ${to}`;
}

function Pages({ list, query, texts }: Omit<ListProps, 'language'>): JSX.Element | null {
  const last = Math.ceil(list.total / list.pageSize) - 1;
  if (last === 0) return null;
  const to = (page: number): string => hrefOf(['inspections'], { ...query, page: String(page) });
  return (
    <p class="actions">
      {list.page > 0 ? <a href={to(list.page - 1)}>← {texts.later}</a> : null}
      <span>
        {list.page + 1} / {last + 1}
      </span>
      {list.page < last ? <a href={to(list.page + 1)}>{texts.earlier} →</a> : null}
    </p>
  );
}
