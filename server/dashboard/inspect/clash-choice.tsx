import type { JSX } from 'preact';
import type { SheetState } from '../../inspections/form/wire.ts';
import type { FormProps } from './form.tsx';
import { clockTime } from './keeping.tsx';
import { TEXTS } from './texts.ts';

/** Two phones have begun the same inspection: which one goes on. */
export function ClashChoice({
  phone,
  visit,
  clash,
  language,
}: FormProps & { readonly clash: SheetState }): JSX.Element {
  const texts = TEXTS[language].clash;
  const isSigned = clash.signedAt !== null;
  const giveWay = (): void => void phone.giveWay(visit.key);
  return (
    <div class="card clash" role="alert" data-testid="clash">
      <h3>▲ {isSigned ? texts.signedTitle : texts.title}</h3>
      <p>{isSigned ? texts.signedText : texts.text(clockTime(clash.savedAt, language))}</p>
      {isSigned ? null : (
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="go-on-here"
          onClick={() => phone.takeOver(visit.key)}
        >
          {visit.draft === null ? texts.hereEmpty : texts.here}
        </button>
      )}
      {visit.draft === null ? null : (
        <button type="button" class="button" data-testid="go-on-there" onClick={giveWay}>
          {isSigned ? texts.putOnRecord : texts.there}
        </button>
      )}
      {isSigned ? null : <p class="quiet">{texts.hint}</p>}
    </div>
  );
}
