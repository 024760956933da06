import type { JSX } from 'preact';
import type { RankingView } from '../../scoring/wire.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { type Filter, type RankingGroup } from './rows.ts';
import { TEXTS } from './texts.ts';

interface FiltersProps {
  readonly view: RankingView;
  readonly filter: Filter;
  readonly choose: (filter: Filter) => void;
  readonly shown: readonly RankingGroup[];
  readonly chooseGroup: (group: string) => void;
  readonly language: Language;
}

/** What of the ranking is shown; places stay those of the whole group. */
export function Filters({ view, filter, choose, shown, chooseGroup, language }: FiltersProps): JSX.Element {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  return (
    <>
      <label class="picker">
        <span>{texts.group}</span>
        <select
          class="field"
          value={shown.length === 1 ? shown[0]!.group : 'all'}
          onChange={({ currentTarget }) => chooseGroup(currentTarget.value)}
        >
          <option value="all">{texts.allGroups}</option>
          {view.groups.map(({ group, title }) => (
            <option key={group} value={group}>
              {title[language]}
            </option>
          ))}
        </select>
      </label>
      <label class="picker">
        <span>{words.region}</span>
        <select
          class="field"
          value={filter.region}
          data-testid="region"
          onChange={({ currentTarget }) => choose({ ...filter, region: currentTarget.value })}
        >
          <option value="">{texts.allRegions}</option>
          {view.regions.map((region) => (
            <option key={region.id} value={region.id}>
              {region[language]}
            </option>
          ))}
        </select>
      </label>
      <label class="picker">
        <span>{texts.search}</span>
        <input
          class="field"
          type="search"
          value={filter.search}
          data-testid="search"
          onInput={({ currentTarget }) => choose({ ...filter, search: currentTarget.value })}
        />
      </label>
    </>
  );
}
