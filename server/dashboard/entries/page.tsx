import './entries.css';
import type { JSX } from 'preact';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { EntryForm } from './entry-page.tsx';
import { Settlement } from './settlement-page.tsx';
import { WorkList } from './work-list.tsx';
import { ENTRY_TEXTS } from './texts.ts';

/** Paper sheets: what waits, typing one in, settling two entries that differ. */
export function Page(props: PageProps): JSX.Element {
  const [branch, inspection, step] = props.place.path;
  const texts = ENTRY_TEXTS[props.language];
  if (branch === undefined || inspection === undefined) return <WorkList {...props} texts={texts} />;
  const path = `/api/branches/${encodeURIComponent(branch)}/inspections/${encodeURIComponent(inspection)}`;
  const Step = step === 'settle' ? Settlement : EntryForm;
  return (
    <>
      <p>
        <a class="back" href={hrefOf(['entries'])}>
          ← {texts.back}
        </a>
      </p>
      <Step key={`${path}/${step ?? ''}`} {...props} texts={texts} path={path} />
    </>
  );
}
