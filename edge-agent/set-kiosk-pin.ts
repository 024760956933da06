import { mkdirSync } from 'node:fs';
import { messageOf, systemCode } from './links/link.ts';
import { kioskPinFile } from './screens/screens.ts';
import { weaknessOf, writeKioskPin } from './screens/kiosk-pin.ts';
import { readSecretLine, type SecretInput } from './secret-line.ts';

export interface SetPinOptions {
  readonly dataDir: string;
  readonly input: SecretInput;
  /** Tells the person what is asked and what came of it; never the PIN. */
  readonly say: (text: string) => void;
}

/** `--set-kiosk-pin`: true when the new PIN is in force. A terminal asks twice, since it shows nothing. */
export async function setKioskPin({ dataDir, input, say }: SetPinOptions): Promise<boolean> {
  const refuse = (text: string): boolean => {
    say(text);
    return false;
  };
  say('New PIN for the settings of the kiosk (6–12 digits, not shown):');
  const pin = await readSecretLine(input);
  if (pin === null) return refuse('No PIN was given; nothing has changed.');
  const weakness = weaknessOf(pin);
  if (weakness !== null) return refuse(`${weakness} Nothing has changed.`);
  if (input.isTTY === true) {
    say('Once more:');
    if ((await readSecretLine(input)) !== pin) return refuse('The two are not the same; nothing has changed.');
  }
  try {
    makeFolder(dataDir);
    await writeKioskPin(kioskPinFile(dataDir), pin);
  } catch (error) {
    return refuse(`The PIN cannot be stored: ${messageOf(error)}`);
  }
  say('The PIN is set. A running agent goes by it at once.');
  return true;
}

/** Before the first start of the agent there is none. */
function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
