import type { EventBody } from '#contract/events.ts';
import type { DeviceMessage } from '#devices/message.ts';

type StatusMessage = Extract<DeviceMessage, { name: 'printer-status' }>;

/** A printer is taken as well and stocked until it says otherwise. */
export interface PrinterState {
  readonly paper: 'ok' | 'low' | 'out';
  readonly online: boolean;
}
export const PRINTER_WELL: PrinterState = { paper: 'ok', online: true };

/** Status replies come every few seconds; only changes become events. */
export function watchPrinter(
  state: PrinterState,
  message: StatusMessage,
): { readonly state: PrinterState; readonly events: readonly EventBody[] } {
  const head = { at: message.at, src: message.port, device: message.port };
  const events: EventBody[] = [];
  const paper = message.paper === 'unknown' ? state.paper : message.paper;
  if (paper !== state.paper && paper === 'low') events.push({ type: 'device.paper-low', ...head });
  if (paper !== state.paper && paper === 'out') events.push({ type: 'device.paper-out', ...head });
  if (state.online && !message.online) {
    const detail = 'The ticket printer reports that it is off line: check cover, paper and error lamp.';
    events.push({ type: 'device.fault', ...head, code: 'printer-offline', detail, count: 1 });
  }
  if (!state.online && message.online) events.push({ type: 'device.online', ...head });
  return { state: { paper, online: message.online }, events };
}
