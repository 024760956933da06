import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Attempt, Link, LinkHandlers, LinkProblem } from './link.ts';
import { createAttempt, messageOf } from './link.ts';

export interface HidMatch {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
  /** Stable place on the USB tree, e.g. "1-2" or "1-2:1.0". */
  readonly usbPath?: string;
}

export interface HidInfo {
  readonly path: string;
  readonly serialNumber: string;
  readonly usagePage: number;
  readonly usage: number;
}

/** An open device as used here. An unplugged device raises `error`, never a close. */
export interface HidDevice {
  on(event: 'data', listener: (report: Buffer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(bytes: Buffer): Promise<number>;
  close(): Promise<void>;
}

export interface HidLibrary {
  list(vendorId: number, productId: number): Promise<readonly HidInfo[]>;
  open(path: string): Promise<HidDevice>;
  /** Where the device of this path hangs on the USB tree, "" if unknown. */
  usbPlace(path: string): Promise<string>;
}

/** Loaded late: its native module needs libusb and libudev, and only halls with HID devices should need them. */
export async function loadHidLibrary(): Promise<HidLibrary> {
  const hid = await import('node-hid');
  return {
    list: async (vendorId, productId) =>
      (await hid.devicesAsync(vendorId, productId)).map((device) => ({
        path: device.path ?? '',
        serialNumber: device.serialNumber ?? '',
        usagePage: device.usagePage ?? 0,
        usage: device.usage ?? 0,
      })),
    open: (path) => hid.HIDAsync.open(path),
    usbPlace: usbPlaceOf,
  };
}

/** hidraw numbers change at every plug; sysfs says which USB port a hidraw node hangs on. */
async function usbPlaceOf(path: string): Promise<string> {
  if (!path.startsWith('/dev/hidraw')) return path;
  try {
    return await realpath(`/sys/class/hidraw/${basename(path)}/device`);
  } catch {
    return path;
  }
}

export function createHidLink(match: HidMatch, load = loadHidLibrary): Link {
  let current: { attempt: Attempt; device: HidDevice | null } | null = null;

  const begin = async (attempt: Attempt): Promise<void> => {
    const found = await find(match, load);
    if ('code' in found) return attempt.onClosed(found);
    if (attempt.over) return;
    const device = await found.library.open(found.path);
    if (attempt.over) return letGo(device);
    if (current?.attempt === attempt) current.device = device;
    device.on('error', (error) => {
      attempt.onClosed({ code: 'unplugged', detail: messageOf(error) });
      void letGo(device);
    });
    attempt.onOpen();
    // Reading starts with the first data listener.
    device.on('data', (report) => attempt.onBytes(new Uint8Array(report)));
  };

  return {
    open(handlers: LinkHandlers) {
      const attempt = createAttempt(handlers);
      current = { attempt, device: null };
      begin(attempt).catch((error: unknown) => attempt.onClosed(openProblem(error)));
    },
    async write(bytes) {
      if (current?.device === undefined || current.device === null) throw new Error('the link is not open');
      await current.device.write(Buffer.from(bytes));
    },
    async close() {
      const closing = current;
      current = null;
      closing?.attempt.mute();
      if (closing?.device) await letGo(closing.device);
    },
  };
}

/** A device that is gone already cannot be closed properly. */
async function letGo(device: HidDevice): Promise<void> {
  await device.close().catch(() => {});
}

async function find(
  match: HidMatch,
  load: () => Promise<HidLibrary>,
): Promise<{ readonly library: HidLibrary; readonly path: string } | LinkProblem> {
  let library: HidLibrary;
  let devices: readonly HidInfo[];
  try {
    library = await load();
    devices = await library.list(match.vendorId, match.productId);
  } catch (error) {
    return libraryProblem(error);
  }
  const paths = await pathsThatFit(match, devices, library);
  const name = `${hex(match.vendorId)}:${hex(match.productId)}`;
  if (paths.length === 0) return { code: 'not-found', detail: notFound(match, name, devices) };
  if (paths.length > 1) {
    return { code: 'ambiguous', detail: `${paths.length} devices ${name}; give serialNumber or usbPath` };
  }
  return { library, path: paths[0]! };
}

/** A keypad shows one entry per HID collection; the keyboard one is wanted where there are several. */
async function pathsThatFit(
  match: HidMatch,
  devices: readonly HidInfo[],
  library: HidLibrary,
): Promise<readonly string[]> {
  const fitting: HidInfo[] = [];
  for (const device of devices) {
    if (match.serialNumber !== undefined && device.serialNumber !== match.serialNumber) continue;
    if (match.usbPath !== undefined && !hangsOn(await library.usbPlace(device.path), match.usbPath)) continue;
    fitting.push(device);
  }
  const keyboards = fitting.filter((device) => device.usagePage === 1 && device.usage === 6);
  return [...new Set((keyboards.length > 0 ? keyboards : fitting).map((device) => device.path))];
}

function hangsOn(place: string, usbPath: string): boolean {
  return place === usbPath || place.split('/').includes(usbPath);
}

function notFound(match: HidMatch, name: string, devices: readonly HidInfo[]): string {
  if (devices.length === 0) return `no HID device ${name}`;
  const wanted = [
    match.serialNumber && `serial number ${match.serialNumber}`,
    match.usbPath && `USB path ${match.usbPath}`,
  ];
  const serials = [...new Set(devices.map((device) => device.serialNumber || '(none)'))].join(', ');
  return `HID device ${name} is plugged in, but not with ${wanted.filter(Boolean).join(' and ')}; serial numbers: ${serials}`;
}

/** The loader's text names the shared library; people need the name of the package. */
function libraryProblem(error: unknown): LinkProblem {
  const text = messageOf(error);
  if (/libusb/i.test(text)) {
    return { code: 'library-missing', detail: 'install the Debian package libusb-1.0-0' };
  }
  if (/udev/i.test(text)) return { code: 'library-missing', detail: 'install the Debian package udev' };
  return { code: 'library-missing', detail: `node-hid: ${text}` };
}

function openProblem(error: unknown): LinkProblem {
  const text = messageOf(error);
  if (/permission|EACCES|EPERM/i.test(text)) return { code: 'no-permission', detail: text };
  // hidapi says only "could not open": on Linux that is nearly always the node's permissions.
  if (/cannot open|failed to open|unable to open|could not open/i.test(text)) {
    return { code: 'no-permission', detail: text };
  }
  return { code: 'io-error', detail: text };
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
