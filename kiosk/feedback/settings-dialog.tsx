import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { Language } from '../shared/language.ts';
import { unlock } from './agent.ts';
import type { Delivery } from './delivery.ts';
import type { DeviceSettings } from './device-settings.ts';
import { PinPad } from './pin-pad.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { SETTINGS_TEXTS } from './settings-texts.ts';

/** Settings left open are a way in for everybody: they close by themselves. */
const IDLE_MS = 60_000;

interface DialogProps {
  readonly clock: Clock;
  readonly hall: HallConfig;
  readonly language: Language;
  readonly settings: DeviceSettings;
  readonly delivery: Delivery;
  readonly onSave: (settings: DeviceSettings) => void;
  readonly onReload: () => void;
  readonly onClose: () => void;
}

export function SettingsDialog(props: DialogProps): JSX.Element {
  const { clock, language, onClose, onSave } = props;
  const [open, setOpen] = useState(false);
  const [touches, setTouches] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => clock.after(IDLE_MS, onClose), [clock, touches]);
  const texts = SETTINGS_TEXTS[language];
  async function enter(pin: string): ReturnType<typeof unlock> {
    const outcome = await unlock(clock, { pin });
    if (outcome === 'open') setOpen(true);
    return outcome;
  }
  const touched = (): void => setTouches((count) => count + 1);
  return (
    <dialog
      ref={dialog}
      class="settings"
      aria-labelledby="settings-title"
      onClose={onClose}
      onPointerDown={touched}
      onKeyDown={touched}
    >
      <div class="settings-head">
        <h2 id="settings-title">{texts.title}</h2>
        <button type="button" class="button" data-testid="settings-close" onClick={onClose}>
          {texts.close}
        </button>
      </div>
      {open ? (
        <SettingsPanel
          {...props}
          onSave={(settings) => {
            onSave(settings);
            onClose();
          }}
        />
      ) : (
        <PinPad texts={texts} onPin={enter} />
      )}
    </dialog>
  );
}
