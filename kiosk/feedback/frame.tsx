import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Cancel } from '#contract/clock.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import type { Comfort } from './comfort.ts';
import { Icon } from './icon.tsx';
import type { Patience } from './idle.ts';
import type { KioskKit } from './kit.ts';
import { TimeWarning } from './time-left.tsx';

/** Holding the branch's name this long asks for the PIN: long enough that no customer does it. */
const HOLD_MS = 3_000;

interface FrameProps {
  readonly kit: KioskKit;
  readonly patience: Patience | null;
  readonly send: (event: { readonly type: 'touch' | 'adjust' | 'more-time' }) => void;
  readonly children: ComponentChildren;
}

/** What stands around every screen: where one is, the language, help, and the time that is left. */
export function Frame({ kit, patience, send, children }: FrameProps): JSX.Element {
  const { choice, hall, setup } = kit;
  const occupied = patience !== null;
  useEffect(() => kit.onOccupied(occupied), [occupied]);
  const languages = (
    <LanguageSwitch
      choice={{
        ...choice,
        choose(language) {
          choice.choose(language);
          send({ type: 'adjust' });
        },
      }}
    />
  );
  // Whoever touches or types has heard enough; another screen speaks for itself.
  function touched(): void {
    kit.voice.stop();
    send({ type: 'touch' });
  }
  return (
    <div
      class="kiosk-frame"
      data-reach={choice.comfort.reach}
      onPointerDown={({ isPrimary }) => (isPrimary ? touched() : undefined)}
      onKeyDown={touched}
    >
      <header class="kiosk-head">
        <BranchName kit={kit}>
          {hall.branch.name[choice.language]}
          {setup.fixedCounter === null ? null : (
            <span class="tag" data-tone="info">
              {setup.fixedCounter.name[choice.language]}
            </span>
          )}
        </BranchName>
        {choice.comfort.reach ? null : languages}
      </header>
      {children}
      <footer class="kiosk-foot">
        <TimeWarning kit={kit} patience={patience} onMoreTime={() => send({ type: 'more-time' })} />
        <Tools kit={kit} onAdjust={() => send({ type: 'adjust' })}>
          {choice.comfort.reach ? languages : null}
        </Tools>
      </footer>
    </div>
  );
}

function BranchName({ kit, children }: { readonly kit: KioskKit; readonly children: ComponentChildren }): JSX.Element {
  const cancel = useRef<Cancel>(() => undefined);
  const release = (): void => cancel.current();
  useEffect(() => release, []);
  return (
    <p
      class="kiosk-branch"
      data-testid="settings"
      onPointerDown={() => {
        release();
        cancel.current = kit.clock.after(HOLD_MS, kit.openSettings);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
    >
      {children}
    </p>
  );
}

interface ToolsProps {
  readonly kit: KioskKit;
  readonly onAdjust: () => void;
  readonly children: ComponentChildren;
}

function Tools({ kit, onAdjust, children }: ToolsProps): JSX.Element {
  const { choice, texts } = kit;
  const tool = (name: keyof Comfort, icon: 'elder' | 'reach' | 'voice', text: string): JSX.Element => (
    <button
      type="button"
      class="tool"
      data-testid={icon}
      aria-pressed={choice.comfort[name]}
      onClick={() => {
        choice.toggle(name);
        onAdjust();
      }}
    >
      <Icon name={icon} />
      {text}
    </button>
  );
  return (
    <div class="kiosk-tools" role="group" aria-label={texts.tools}>
      {tool('elder', 'elder', texts.elder)}
      {tool('reach', 'reach', texts.reach)}
      {kit.offersVoice ? tool('speaking', 'voice', texts.voice) : null}
      {children}
    </div>
  );
}
