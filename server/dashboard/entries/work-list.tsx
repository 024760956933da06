import type { JSX } from 'preact';
import type { PaperTask } from '../../inspections/double-entry/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import type { EntryTexts } from './texts.ts';

interface WorkListProps extends PageProps {
  readonly texts: EntryTexts;
}

export function WorkList({ language, texts }: WorkListProps): JSX.Element {
  const { asked, again } = useReply<readonly PaperTask[]>('/api/entries');
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        <p class="quiet">{texts.about}</p>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(tasks) =>
          tasks.length === 0 ? (
            <Empty title={texts.none}>
              <p>{texts.noneAbout}</p>
            </Empty>
          ) : (
            <Tasks tasks={tasks} language={language} texts={texts} />
          )
        }
      </Loaded>
    </>
  );
}

interface TasksProps {
  readonly tasks: readonly PaperTask[];
  readonly language: Language;
  readonly texts: EntryTexts;
}

function Tasks({ tasks, language, texts }: TasksProps): JSX.Element {
  return (
    <div class="card" data-testid="tasks">
      <table>
        <thead>
          <tr>
            {[texts.branch, texts.sheet, texts.visitBetween, texts.first, texts.second, texts.toDo].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={`${task.branch}/${task.inspection}`} data-testid={`task-${task.branch}-${task.inspection}`}>
              <th scope="row">{task.name[language]}</th>
              <td>
                {task.card.title[language]}
                <br />
                <small class="quiet">{texts.kinds[task.kind]}</small>
              </td>
              <td>
                <span class="day">{task.fromOn}</span> – <span class="day">{task.toOn}</span>
              </td>
              <td>
                <Progress of={task.first} texts={texts} />
              </td>
              <td>
                <Progress of={task.second} texts={texts} />
              </td>
              <td>
                <NextStep task={task} texts={texts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const TONES = { open: undefined, draft: 'near', signed: 'ok' } as const;

function Progress({ of, texts }: { readonly of: PaperTask['first']; readonly texts: EntryTexts }): JSX.Element {
  return (
    <span class="tag" data-tone={TONES[of]}>
      {texts.progress[of]}
    </span>
  );
}

function NextStep({ task, texts }: { readonly task: PaperTask; readonly texts: EntryTexts }): JSX.Element {
  const { next, state } = task;
  return (
    <div class="next-step">
      {state === 'mismatch' ? (
        <span class="tag" data-tone="over">
          ▲ {texts.differs}
        </span>
      ) : null}
      {state === 'returned' ? <span class="tag">{texts.returned}</span> : null}
      {next.kind === 'nothing' ? (
        <span class="quiet">{texts.whyNot[next.why]}</span>
      ) : (
        <a class="button" href={addressOf(task)}>
          {stepText(next, texts)}
        </a>
      )}
    </div>
  );
}

function addressOf({ branch, inspection, next }: PaperTask): string {
  const path = ['entries', branch, inspection];
  return hrefOf(next.kind === 'settle' ? [...path, 'settle'] : path);
}

function stepText(next: Exclude<PaperTask['next'], { kind: 'nothing' }>, texts: EntryTexts): string {
  if (next.kind === 'settle') return texts.settle;
  if (next.kind === 'resume') return texts.resume;
  return next.entry === 'first-entry' ? texts.typeFirst : texts.typeSecond;
}
