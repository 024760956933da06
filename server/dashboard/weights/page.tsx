import '../policies/policies.css';
import '../scorecards/scorecards.css';
import type { JSX } from 'preact';
import { readComposite } from '#rubric/composite/definition.ts';
import { PolicyListPage } from '../policies/policy-list.tsx';
import { POLICY_TEXTS } from '../policies/texts.ts';
import { VersionPage, type PolicyKindView } from '../policies/version-page.tsx';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { WEIGHT_TEXTS } from './texts.ts';
import { WeightsForm } from './weights-form.tsx';

const WEIGHTS: PolicyKindView = {
  lint(body) {
    const read = readComposite(body);
    return { errors: read.ok ? [] : read.problems, warnings: [] };
  },
  Editor: WeightsForm,
  Preview: null,
  label: labelOf,
};

/** Composite definitions: `#/weights`, one version: `#/weights/default/2`. */
export function Page(props: PageProps): JSX.Element {
  const [id, version] = props.place.path;
  const texts = WEIGHT_TEXTS[props.language];
  if (id === undefined || !/^[1-9]\d{0,3}$/.test(version ?? '')) {
    return (
      <PolicyListPage
        {...props}
        kind="composite"
        title={texts.title}
        emptyTitle={texts.emptyTitle}
        emptyText={texts.emptyText}
      />
    );
  }
  const policy = { kind: 'composite', id, version: Number(version) } as const;
  return <VersionPage {...props} policy={policy} kindView={WEIGHTS} />;
}

/** `inspection.mystery.weight` is the weight of mystery visits. */
function labelOf(field: string, language: Language): string {
  const { fields } = WEIGHT_TEXTS[language];
  const known = fields[field] ?? POLICY_TEXTS[language].fields[field];
  if (known !== undefined) return known;
  const end = field.lastIndexOf('.');
  const [indicator, part] = [fields[field.slice(0, end)], fields[field.slice(end + 1)]];
  return indicator === undefined || part === undefined ? field : `${indicator} · ${part}`;
}
