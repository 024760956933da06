import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { formatTime, minutesWords } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { alertDetail, alertWords, orderedAlerts } from './alert-words.ts';
import { Icon } from './icon.tsx';
import type { Names } from './names.ts';
import { LOBBY_TEXTS } from './texts.ts';

interface AlertsProps {
  readonly alerts: readonly LobbyAlert[];
  readonly names: Names;
  readonly now: number;
  readonly timeZone: string;
  readonly language: Language;
  readonly acknowledgements: Acknowledgements;
}

/** More than this push the counters out of sight. */
const SHOWN = 3;

export function Alerts(props: AlertsProps): JSX.Element {
  const texts = LOBBY_TEXTS[props.language];
  const [all, setAll] = useState(false);
  const ordered = orderedAlerts(props.alerts);
  const shown = all ? ordered : ordered.slice(0, SHOWN);
  return (
    <section class="card alerts" data-testid="alerts">
      <h2>{texts.alerts}</h2>
      {ordered.length === 0 ? <p class="quiet">{texts.noAlerts}</p> : null}
      <ul>
        {shown.map((alert) => (
          <Alert key={alert.alert} alert={alert} {...props} />
        ))}
      </ul>
      {ordered.length > SHOWN ? (
        <button type="button" class="more" data-testid="more-alerts" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? texts.showFewer : texts.showAll(ordered.length - SHOWN)}
        </button>
      ) : null}
    </section>
  );
}

type AlertProps = AlertsProps & { readonly alert: LobbyAlert };

function Alert(props: AlertProps): JSX.Element {
  const { alert, names, now, timeZone, language } = props;
  const texts = LOBBY_TEXTS[language];
  const { title, figure } = alertWords(alert, names, language);
  const detail = alertDetail(alert);
  const open = alert.acknowledgedAt === null;
  return (
    <li class="alert" data-testid={`alert-${alert.alert}`} data-kind={alert.kind} data-acknowledged={!open}>
      <span class="alert-mark" aria-hidden="true">
        {open ? '!' : '✓'}
      </span>
      <div class="alert-words">
        <strong>{title}</strong>
        {open ? <span>{figure}</span> : null}
        {detail === null || !open ? null : <small lang="en">{detail}</small>}
        <small>
          {texts.since(formatTime(alert.raisedAt, timeZone), minutesWords(Math.max(0, now - alert.raisedAt), language))}
          {alert.acknowledgedAt === null ? null : (
            <> · {texts.acknowledged(formatTime(alert.acknowledgedAt, timeZone))}</>
          )}
        </small>
        {alert.comment === null || alert.comment === '' ? null : <small class="alert-comment">{alert.comment}</small>}
      </div>
      {open ? <Acknowledge {...props} title={title} /> : null}
    </li>
  );
}

function Acknowledge(props: AlertProps & { readonly title: string }): JSX.Element {
  const { alert, language, acknowledgements, title } = props;
  const texts = LOBBY_TEXTS[language];
  const [comment, setComment] = useState('');
  const [writing, setWriting] = useState(false);
  const state = acknowledgements.progress(alert.alert);
  const busy = state === 'sending' || state === 'retrying' || state === 'gone';
  return (
    <form
      class="acknowledge"
      data-writing={writing}
      onSubmit={(event) => {
        event.preventDefault();
        acknowledgements.acknowledge(alert.alert, comment.trim());
      }}
    >
      {writing ? (
        <CommentField
          alert={alert.alert}
          comment={comment}
          label={texts.comment}
          disabled={busy}
          onInput={setComment}
        />
      ) : (
        <button
          type="button"
          class="button small"
          data-testid={`write-${alert.alert}`}
          aria-label={texts.about(texts.addComment, title)}
          title={texts.addComment}
          disabled={busy}
          onClick={() => setWriting(true)}
        >
          <Icon name="pen" />
        </button>
      )}
      <button
        type="submit"
        class="button"
        data-kind="primary"
        data-testid={`ack-${alert.alert}`}
        aria-label={texts.about(texts.acknowledge, title)}
        disabled={busy}
      >
        {texts.acknowledge}
      </button>
      <span
        role="status"
        class="acknowledge-state"
        data-testid={`ack-state-${alert.alert}`}
        data-state={state ?? 'none'}
      >
        {state === null ? '' : texts.acknowledging[state]}
      </span>
    </form>
  );
}

interface CommentFieldProps {
  readonly alert: string;
  readonly comment: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly onInput: (comment: string) => void;
}

function CommentField({ alert, comment, label, disabled, onInput }: CommentFieldProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  // It replaces the button that was pressed: the focus goes on to it.
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      class="field"
      data-testid={`comment-${alert}`}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      autocomplete="off"
      value={comment}
      disabled={disabled}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
