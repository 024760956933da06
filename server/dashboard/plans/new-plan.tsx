import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanList, PlanSummary } from '../../inspections/wire.ts';
import { quarterAt } from '../inspections/quarter-at.ts';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { InputField, SelectField } from '../parts/inputs.tsx';
import type { Language } from '../shell/language.ts';
import { request } from '../shell/request.ts';
import { hrefOf } from '../shell/router.ts';
import { Failure, type Refusal } from './failure.tsx';
import type { Texts } from './texts.ts';

interface NewPlanProps {
  readonly units: PlanList['units'];
  readonly language: Language;
  readonly texts: Texts;
  readonly now: number;
  readonly close: () => void;
}

export function NewPlan({ units, language, texts, now, close }: NewPlanProps): JSX.Element {
  const [quarter, setQuarter] = useState(() => quarterAt(now));
  const [title, setTitle] = useState('');
  const [unit, setUnit] = useState(units[0]?.unit ?? '');
  const [perWeek, setPerWeek] = useState('5');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { quarter, title, unit, perWeek: Number(perWeek) };
    const reply = await request<PlanSummary>('POST', '/api/plans', body);
    if (reply.ok) location.hash = hrefOf(['plans', reply.value.id]);
    else setRefusal(reply);
  };
  return (
    <Dialog title={texts.makeTitle} close={close}>
      <form class="plan-form" onSubmit={(event) => void save(event)}>
        <InputField label={texts.planTitle} required maxLength={120} value={title} change={setTitle} />
        <InputField
          label={texts.quarter}
          hint={texts.quarterHint}
          required
          pattern="2\d\d\d-Q[1-4]"
          value={quarter}
          change={setQuarter}
        />
        <SelectField
          label={texts.unit}
          value={unit}
          change={setUnit}
          options={units.map((each) => [each.unit, each[language]])}
        />
        <InputField
          label={texts.perWeek}
          hint={texts.perWeekHint}
          type="number"
          min={1}
          max={50}
          required
          value={perWeek}
          change={setPerWeek}
        />
        <Failure refusal={refusal} texts={texts} />
        <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
      </form>
    </Dialog>
  );
}
