import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Kind, PlanView } from '../../inspections/wire.ts';
import { KIND_ORDER, WORDS } from '../inspections/words.ts';
import type { Language } from '../shell/language.ts';
import type { Texts } from './texts.ts';

interface MatrixProps {
  readonly view: PlanView;
  readonly language: Language;
  readonly texts: Texts;
  readonly chosen: string | null;
  readonly choose: (branch: string | null) => void;
}

/** Branches by kinds, with how many visits each has. */
export function Matrix({ view, language, texts, chosen, choose }: MatrixProps): JSX.Element {
  const [search, setSearch] = useState('');
  const kinds = KIND_ORDER.filter((kind) => view.slots.some((slot) => slot.kind === kind));
  const wanted = search.trim().toLowerCase();
  const branches = view.branches.filter((each) => `${each[language]} ${each.branch}`.toLowerCase().includes(wanted));
  return (
    <section class="card plan-matrix" aria-label={texts.matrix}>
      <h2>{texts.matrix}</h2>
      <input
        class="field"
        type="search"
        aria-label={texts.find}
        placeholder={texts.find}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <div class="plan-scroll" tabIndex={0} role="region" aria-label={texts.branches}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.branch}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col" class="number">
                  {WORDS[language].kinds[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {branches.map((branch) => (
              <tr key={branch.branch} data-chosen={branch.branch === chosen}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-pressed={branch.branch === chosen}
                    onClick={() => choose(branch.branch === chosen ? null : branch.branch)}
                  >
                    {branch[language]}
                  </button>
                </th>
                {kinds.map((kind) => (
                  <Cell key={kind} view={view} branch={branch.branch} kind={kind} texts={texts} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface CellProps {
  readonly view: PlanView;
  readonly branch: string;
  readonly kind: Kind;
  readonly texts: Texts;
}

function Cell({ view, branch, kind, texts }: CellProps): JSX.Element {
  const slots = view.slots.filter((slot) => slot.branch === branch && slot.kind === kind);
  const open = slots.filter(({ inspector }) => inspector === null).length;
  const isTooFew = view.warnings.some((warning) => warning.branch === branch && warning.kind === kind);
  return (
    <td class="number" data-tone={isTooFew ? 'near' : undefined}>
      {isTooFew ? '▲ ' : ''}
      {slots.length === 0 ? <span class="soft">–</span> : slots.length}
      {open === 0 ? null : (
        <small class="soft">
          {' '}
          {texts.open} {open}
        </small>
      )}
    </td>
  );
}
