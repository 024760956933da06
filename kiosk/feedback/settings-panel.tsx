import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HallConfig } from '#contract/local-api.ts';
import type { Language } from '../shared/language.ts';
import type { Delivery } from './delivery.ts';
import { kioskName } from './device-settings.ts';
import type { DeviceSettings } from './device-settings.ts';
import { SETTINGS_TEXTS } from './settings-texts.ts';
import type { SettingsTexts } from './settings-texts.ts';

interface PanelProps {
  readonly hall: HallConfig;
  readonly language: Language;
  readonly settings: DeviceSettings;
  readonly delivery: Delivery;
  readonly onSave: (settings: DeviceSettings) => void;
  readonly onReload: () => void;
}

type Option = readonly [value: string, text: string];

export function SettingsPanel(props: PanelProps): JSX.Element {
  const { hall, language, settings, delivery } = props;
  const texts = SETTINGS_TEXTS[language];
  const [draft, setDraft] = useState(settings);
  const [name, setName] = useState(settings.kiosk ?? '');
  const nameWrong = name.trim() !== '' && kioskName(name) === null;
  const change = (part: Partial<DeviceSettings>): void => setDraft({ ...draft, ...part });
  return (
    <div class="settings-form">
      <NameField texts={texts} name={name} wrong={nameWrong} onName={setName} />
      {choicesOf(draft, hall, language).map(({ id, value, options, chosen }) => (
        <Choice
          key={id}
          label={texts[id]}
          testId={`setting-${id}`}
          value={value}
          options={options}
          onChoose={(text) => change(chosen(text))}
        />
      ))}
      <label>
        {texts.volume}
        <input
          type="range"
          min={0}
          max={100}
          step={10}
          data-testid="setting-volume"
          value={draft.volume}
          onInput={(event) => change({ volume: Number(event.currentTarget.value) })}
        />
      </label>
      <Deliveries delivery={delivery} texts={texts} />
      <div class="actions">
        <button type="button" class="button" data-testid="reload" onClick={props.onReload}>
          {texts.reload}
        </button>
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="settings-save"
          disabled={nameWrong}
          onClick={() => props.onSave({ ...draft, kiosk: kioskName(name) })}
        >
          {texts.save}
        </button>
      </div>
    </div>
  );
}

interface NameProps {
  readonly texts: SettingsTexts;
  readonly name: string;
  readonly wrong: boolean;
  readonly onName: (name: string) => void;
}

function NameField({ texts, name, wrong, onName }: NameProps): JSX.Element {
  return (
    <label>
      {texts.name}
      <input
        class="field"
        data-testid="setting-kiosk"
        value={name}
        maxLength={24}
        aria-invalid={wrong}
        onInput={(event) => onName(event.currentTarget.value)}
      />
      <small>{wrong ? texts.nameWrong : texts.nameHint}</small>
    </label>
  );
}

function Deliveries({ delivery, texts }: { readonly delivery: Delivery; readonly texts: SettingsTexts }): JSX.Element {
  return (
    <div class="settings-deliveries">
      <p data-testid="deliveries">{texts.deliveries(delivery.pending(), delivery.refused())}</p>
      <button type="button" class="button" data-testid="retry" onClick={() => delivery.retryAll()}>
        {texts.retry}
      </button>
    </div>
  );
}

interface SettingChoice {
  readonly id: 'counter' | 'survey' | 'elder' | 'reach' | 'voice';
  /** As the select has it; '' = not set here. */
  readonly value: string;
  readonly options: readonly Option[];
  readonly chosen: (value: string) => Partial<DeviceSettings>;
}

function choicesOf(draft: DeviceSettings, hall: HallConfig, language: Language): readonly SettingChoice[] {
  const texts = SETTINGS_TEXTS[language];
  const addressed: Option = ['', texts.asAddressed];
  const onOff: readonly Option[] = [
    ['true', texts.on],
    ['false', texts.off],
  ];
  const configured: readonly Option[] = [['', texts.asConfigured], ...onOff];
  const counters = hall.counters.map(({ id, name }): Option => [id, name[language]]);
  const surveys = hall.kiosk.surveys.map(({ id, title }): Option => [id, title[language]]);
  const text = (value: string): string | null => (value === '' ? null : value);
  const flag = (value: string): boolean | null => (value === '' ? null : value === 'true');
  return [
    {
      id: 'counter',
      value: draft.counter ?? '',
      options: [addressed, ['none', texts.noCounter], ...counters],
      chosen: (value) => ({ counter: text(value) }),
    },
    {
      id: 'survey',
      value: draft.survey ?? '',
      options: [addressed, ['none', texts.faces], ...surveys],
      chosen: (value) => ({ survey: text(value) }),
    },
    {
      id: 'elder',
      value: String(draft.elder ?? ''),
      options: configured,
      chosen: (value) => ({ elder: flag(value) }),
    },
    {
      id: 'reach',
      value: String(draft.reach ?? ''),
      options: configured,
      chosen: (value) => ({ reach: flag(value) }),
    },
    { id: 'voice', value: String(draft.voice), options: onOff, chosen: (value) => ({ voice: value === 'true' }) },
  ];
}

interface ChoiceProps {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, testId, value, options, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label>
      {label}
      <select
        class="field"
        data-testid={testId}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
