import '../scorecards/scorecards.css';
import './appraisals.css';
import type { JSX } from 'preact';
import type { AppraisalsView, AppraisalTasks } from '../../appraisals/wire.ts';
import type { Organisation } from '../../organisation/routes.ts';
import { quartersUpto } from '../agreement/figures.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { SelectField, type Choice } from '../parts/select-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { Appraise } from './appraise.tsx';
import { PersonResults } from './results.tsx';
import { Staff } from './staff.tsx';
import { TaskList } from './task-list.tsx';
import { APPRAISAL_TEXTS } from './texts.ts';

const QUARTERS = 4;

/** Staff appraisals of a branch and quarter: what the viewer is to say, and what was said as far as they may see it. */
export function Page(props: PageProps): JSX.Element {
  const { language } = props;
  const texts = APPRAISAL_TEXTS[language];
  const { asked, again } = useReply<Organisation>('/api/organisation');
  return (
    <Loaded asked={asked} language={language} again={again}>
      {({ units }) => {
        const branches = units
          .filter(({ kind, closedOn }) => kind === 'branch' && closedOn === null)
          .map(({ id, name }) => ({ value: id, label: name[language] }));
        return branches.length === 0 ? <Empty title={texts.noBranch} /> : <AtBranch {...props} branches={branches} />;
      }}
    </Loaded>
  );
}

type AtBranchProps = PageProps & { readonly branches: readonly Choice[] };

function AtBranch(props: AtBranchProps): JSX.Element {
  const { language, clock, place, branches, me } = props;
  const texts = APPRAISAL_TEXTS[language];
  const quarters = quartersUpto(new Date(clock.now()).toISOString().slice(0, 10), QUARTERS);
  const period = place.query['period'] ?? quarters[0]!;
  const [branch = branches[0]!.value, subject] = place.path;
  const go = (to: string, on: string): void => {
    location.hash = hrefOf(['appraisals', to], { period: on });
  };
  if (subject !== undefined)
    return <Appraise key={subject} branch={branch} subject={subject} period={period} language={language} />;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{texts.title}</h1>
          <p class="quiet">{texts.about}</p>
        </div>
      </div>
      <div class="card appraisal-choice">
        <SelectField label={texts.branch} value={branch} choices={branches} change={(to) => go(to, period)} />
        <SelectField
          label={texts.period}
          value={period}
          choices={[...new Set([...quarters, period])].map((quarter) => ({ value: quarter, label: quarter }))}
          change={(on) => go(branch, on)}
        />
      </div>
      {me.actions.includes('appraisals.write') ? <Tasks branch={branch} period={period} language={language} /> : null}
      {me.actions.includes('appraisals.read') ? <Results branch={branch} period={period} language={language} /> : null}
      {me.actions.includes('staff.write') ? <Staff key={branch} branch={branch} language={language} /> : null}
    </>
  );
}

interface SectionProps extends Pick<PageProps, 'language'> {
  readonly branch: string;
  readonly period: string;
}

function Tasks({ branch, period, language }: SectionProps): JSX.Element {
  const texts = APPRAISAL_TEXTS[language];
  const path = `/api/branches/${encodeURIComponent(branch)}/appraisal-tasks/${encodeURIComponent(period)}`;
  const { asked, again } = useReply<AppraisalTasks>(path);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(tasks) => (
        <>
          <TaskList branch={branch} tasks={tasks} texts={texts} />
          {tasks.own === null ? null : (
            <section class="card appraisal-results">
              <h2>{texts.own}</h2>
              <PersonResults results={tasks.own} language={language} texts={texts} />
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}

function Results({ branch, period, language }: SectionProps): JSX.Element {
  const texts = APPRAISAL_TEXTS[language];
  const path = `/api/branches/${encodeURIComponent(branch)}/appraisals/${encodeURIComponent(period)}`;
  const { asked, again } = useReply<AppraisalsView>(path);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {({ people }) => (
        <section class="card appraisal-results">
          <h2>{texts.results}</h2>
          {people.length === 0 ? <p class="quiet">{texts.noResults}</p> : null}
          {people.map(({ pseudonym, results }) => (
            <details key={pseudonym} open={people.length === 1}>
              <summary>
                <strong>{pseudonym}</strong>
                <span class="quiet">
                  {results
                    .flatMap(({ relations }) => relations)
                    .filter(({ n }) => n > 0)
                    .map(({ relation, n }) => `${texts.relations[relation]} ${texts.count(n)}`)
                    .join(' · ')}
                </span>
              </summary>
              <PersonResults results={results} language={language} texts={texts} />
            </details>
          ))}
        </section>
      )}
    </Loaded>
  );
}
