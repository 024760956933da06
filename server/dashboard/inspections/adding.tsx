import type { ComponentChildren, JSX } from 'preact';
import type { Organisation } from '../../organisation/routes.ts';
import type { Problem } from '#contract/problems.ts';
import { Loaded } from '../parts/loaded.tsx';
import type { Choice } from '../parts/select-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { ADDING_TEXTS, type AddingTexts } from './adding-texts.ts';
import { KIND_ORDER, WORDS } from './words.ts';

interface AddingProps {
  readonly title: 'add' | 'import';
  readonly language: Language;
  /** With the branches to choose from. */
  readonly children: (branches: readonly Choice[]) => ComponentChildren;
}

/** Around the forms in which an inspection comes in beside a plan. */
export function Adding({ title, language, children }: AddingProps): JSX.Element {
  const texts = ADDING_TEXTS[language];
  const { asked, again } = useReply<Organisation>('/api/organisation');
  return (
    <>
      <div class="page-head">
        <div>
          <a href={hrefOf(['inspections'])}>← {texts.back}</a>
          <h1>{texts[title]}</h1>
          <p class="quiet">{title === 'add' ? texts.addAbout : texts.importAbout}</p>
        </div>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {({ units }) => (
          <section class="card inspection-adding">
            {children([
              { value: '', label: texts.choose },
              ...units
                .filter(({ kind, closedOn }) => kind === 'branch' && closedOn === null)
                .map(({ id, name }) => ({ value: id, label: name[language] })),
            ])}
          </section>
        )}
      </Loaded>
    </>
  );
}

export function kindChoices(language: Language): readonly Choice[] {
  return KIND_ORDER.map((kind) => ({ value: kind, label: WORDS[language].kinds[kind] }));
}

interface WrongPlacesProps {
  /** Of a refusal; those of fields stand at the fields. */
  readonly problems: readonly Problem[];
  readonly texts: AddingTexts;
}

/** What head office found wrong in a file, by place. */
export function WrongPlaces({ problems, texts }: WrongPlacesProps): JSX.Element | null {
  const inFile = problems.filter(({ path }) => path.startsWith('sheet'));
  if (inFile.length === 0) return null;
  return (
    <div class="banner" data-tone="over" role="alert">
      <div>
        <p>▲ {texts.wrongPlaces}</p>
        <ul>
          {inFile.map(({ path, expected }) => (
            <li key={path}>
              <code>{path}</code> {expected}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
