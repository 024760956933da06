import type { JSX } from 'preact';

interface FormButtonsProps {
  readonly save: string;
  readonly cancel: string;
  readonly close: () => void;
}

/** Under a form in a dialog. */
export function FormButtons({ save, cancel, close }: FormButtonsProps): JSX.Element {
  return (
    <div class="actions">
      <button type="submit" class="button" data-kind="primary">
        {save}
      </button>
      <button type="button" class="button" onClick={close}>
        {cancel}
      </button>
    </div>
  );
}
