import type { JSX } from 'preact';
import type { AppraisalTasks } from '../../appraisals/wire.ts';
import { hrefOf } from '../shell/router.ts';
import type { AppraisalTexts } from './texts.ts';

interface TaskListProps {
  readonly branch: string;
  readonly tasks: AppraisalTasks;
  readonly texts: AppraisalTexts;
}

/** Whom the viewer appraises in this quarter. */
export function TaskList({ branch, tasks, texts }: TaskListProps): JSX.Element {
  const { people, period, cards } = tasks;
  return (
    <section class="card">
      <h2>{texts.tasks}</h2>
      {people.length === 0 ? <p class="quiet">{texts.noTasks}</p> : null}
      {people.length > 0 && cards.length === 0 ? <p class="over">▲ {texts.noCards}</p> : null}
      <ul class="appraisal-tasks">
        {people.map(({ pseudonym, relation, isDone }) => (
          <li key={pseudonym} data-testid={`person-${pseudonym}`}>
            <span>
              <strong>{pseudonym}</strong> <span class="tag">{texts.relations[relation]}</span>
            </span>
            {isDone ? (
              <span class="tag" data-tone="ok">
                ✓ {texts.done}
              </span>
            ) : (
              <a
                class="button"
                href={hrefOf(['appraisals', branch, pseudonym], { period })}
                aria-label={`${texts.appraise}: ${pseudonym}`}
              >
                {texts.appraise}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
