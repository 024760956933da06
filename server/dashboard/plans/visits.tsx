import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanView, SlotView } from '../../inspections/wire.ts';
import { toneOf, WORDS } from '../inspections/words.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { AssignDialog } from './assign-dialog.tsx';
import type { Texts } from './texts.ts';

interface VisitsProps {
  readonly view: PlanView;
  readonly language: Language;
  readonly texts: Texts;
  /** Null = all. */
  readonly branch: string | null;
  readonly canChange: boolean;
  readonly again: () => void;
}

/** Single visits by date: those that need somebody, those of a branch, or all. */
export function Visits({ view, language, texts, branch, canChange, again }: VisitsProps): JSX.Element {
  const [shown, setShown] = useState<'todo' | 'all'>(canChange ? 'todo' : 'all');
  const [assigning, assign] = useState<SlotView | null>(null);
  const slots = view.slots
    .filter((slot) => (branch === null ? shown === 'all' || isToDo(slot) : slot.branch === branch))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return (
    <section class="card plan-visits" aria-label={texts.list}>
      <div class="page-head">
        <h2>{branch === null ? texts.list : view.branches.find((each) => each.branch === branch)?.[language]}</h2>
        {branch === null && canChange ? (
          <div class="actions" role="group" aria-label={texts.list}>
            {(['todo', 'all'] as const).map((which) => (
              <button
                key={which}
                type="button"
                class="chip"
                aria-pressed={shown === which}
                onClick={() => setShown(which)}
              >
                {texts.show[which]}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      {slots.length === 0 ? (
        <p class="soft">{branch === null ? texts.nothingToDo : texts.notPlanned}</p>
      ) : (
        <ul class="visit-list">
          {slots.map((slot) => (
            <Visit
              key={slot.id}
              slot={slot}
              view={view}
              language={language}
              texts={texts}
              assign={canChange ? assign : null}
            />
          ))}
        </ul>
      )}
      {assigning === null ? null : (
        <AssignDialog
          view={view}
          slot={assigning}
          language={language}
          texts={texts}
          close={() => assign(null)}
          again={again}
        />
      )}
    </section>
  );
}

function isToDo({ inspector, conflicts, concerns, reason }: SlotView): boolean {
  return inspector === null || conflicts.length > 0 || (concerns.length > 0 && reason === null);
}

interface VisitProps extends Pick<VisitsProps, 'view' | 'language' | 'texts'> {
  readonly slot: SlotView;
  readonly assign: ((slot: SlotView) => void) | null;
}

function Visit({ slot, view, language, texts, assign }: VisitProps): JSX.Element {
  const { kinds, states } = WORDS[language];
  const nameOf = (account: string): string => view.inspectors.find((each) => each.account === account)?.name ?? account;
  const branch = view.branches.find((each) => each.branch === slot.branch)?.[language] ?? slot.branch;
  return (
    <li>
      <div>
        <p>
          <strong>{kinds[slot.kind]}</strong> · {branch}
        </p>
        <p class="soft">
          {slot.from} – {slot.to}
        </p>
        <p>
          {slot.inspector === null ? (
            <span class="tag" data-tone="over">
              {texts.nobody}
            </span>
          ) : (
            nameOf(slot.inspector)
          )}
          {slot.second === null ? null : ` · ${texts.second} ${nameOf(slot.second)}`}
        </p>
        <ul class="reasons">
          {slot.conflicts.map((conflict) => (
            <li key={conflict.code} data-tone="over">
              ✕ {texts.conflict(conflict)}
            </li>
          ))}
          {slot.concerns.map((concern) => (
            <li key={concern.code} data-tone="near">
              ▲ {texts.concern(concern)}
            </li>
          ))}
          {slot.reason === null ? null : (
            <li>
              {texts.reason}：{slot.reason}
            </li>
          )}
        </ul>
      </div>
      {assign === null ? null : (
        <button type="button" class="button" onClick={() => assign(slot)}>
          {texts.assign}
        </button>
      )}
      {slot.state === null ? null : (
        <a href={hrefOf(['inspections', slot.branch, slot.id])} class="tag" data-tone={toneOf(slot.state)}>
          {states[slot.state]}
        </a>
      )}
    </li>
  );
}
