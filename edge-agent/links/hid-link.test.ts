import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createHidLink, type HidDevice, type HidInfo, type HidLibrary } from './hid-link.ts';
import type { LinkProblem } from './link.ts';

class FakeDevice extends EventEmitter implements HidDevice {
  isClosed = false;
  write(): Promise<number> {
    throw new Error('a keypad is only read');
  }
  async close(): Promise<void> {
    this.isClosed = true;
  }
}

const KEYBOARD = { usagePage: 1, usage: 6 };

function library(devices: readonly HidInfo[], device = new FakeDevice(), places: Record<string, string> = {}) {
  const opened: string[] = [];
  const loaded: HidLibrary = {
    list: async (vendorId, productId) => (vendorId === 0x0627 && productId === 1 ? devices : []),
    open: async (path) => {
      opened.push(path);
      return device;
    },
    usbPlace: async (path) => places[path] ?? path,
  };
  return { loaded, opened, device };
}

const MATCH = { vendorId: 0x0627, productId: 1 };

function attempt(match: Parameters<typeof createHidLink>[0], load: () => Promise<HidLibrary>) {
  const link = createHidLink(match, load);
  const chunks: Uint8Array[] = [];
  let isOpen: () => void = () => {};
  let isClosed: (problem: LinkProblem) => void = () => {};
  const opened = new Promise<void>((resolve) => (isOpen = resolve));
  const closed = new Promise<LinkProblem>((resolve) => (isClosed = resolve));
  link.open({ onOpen: isOpen, onBytes: (chunk) => chunks.push(chunk), onClosed: isClosed });
  return { link, chunks, opened, closed };
}

describe('a HID link', () => {
  test('delivers one chunk per input report', async () => {
    const { loaded, device } = library([{ path: '/dev/hidraw0', serialNumber: '42', ...KEYBOARD }]);
    const { chunks, opened } = attempt(MATCH, async () => loaded);
    await opened;
    device.emit('data', Buffer.of(0, 0, 0x5b, 0, 0, 0, 0, 0));
    device.emit('data', Buffer.alloc(8));
    expect(chunks).toEqual([Uint8Array.of(0, 0, 0x5b, 0, 0, 0, 0, 0), new Uint8Array(8)]);
  });

  test('takes an error for the unplug that it is, and lets go of the device', async () => {
    const { loaded, device } = library([{ path: '/dev/hidraw0', serialNumber: '', ...KEYBOARD }]);
    const { opened, closed } = attempt(MATCH, async () => loaded);
    await opened;
    device.emit('error', new Error('could not read from HID device'));
    expect((await closed).code).toBe('unplugged');
    expect(device.isClosed).toBe(true);
  });

  test('opens the keyboard among the collections of one device', async () => {
    const { loaded, opened: paths } = library([
      { path: '/dev/hidraw1', serialNumber: '42', usagePage: 12, usage: 1 },
      { path: '/dev/hidraw0', serialNumber: '42', ...KEYBOARD },
    ]);
    await attempt(MATCH, async () => loaded).opened;
    expect(paths).toEqual(['/dev/hidraw0']);
  });

  test('tells two equal keypads apart by serial number or by their USB port', async () => {
    const devices = [
      { path: '/dev/hidraw0', serialNumber: 'A', ...KEYBOARD },
      { path: '/dev/hidraw1', serialNumber: 'B', ...KEYBOARD },
    ];
    const places = {
      '/dev/hidraw0': '/sys/devices/pci0000:00/usb1/1-1/1-1:1.0/0003:0627:0001.0001',
      '/dev/hidraw1': '/sys/devices/pci0000:00/usb1/1-2/1-2:1.0/0003:0627:0001.0002',
    };
    const bySerial = library(devices);
    await attempt({ ...MATCH, serialNumber: 'B' }, async () => bySerial.loaded).opened;
    expect(bySerial.opened).toEqual(['/dev/hidraw1']);
    const byPlace = library(devices, new FakeDevice(), places);
    await attempt({ ...MATCH, usbPath: '1-1' }, async () => byPlace.loaded).opened;
    expect(byPlace.opened).toEqual(['/dev/hidraw0']);
    const either = library(devices);
    expect((await attempt(MATCH, async () => either.loaded).closed).code).toBe('ambiguous');
  });

  test('says what is plugged in when the wanted serial number is not', async () => {
    const { loaded } = library([{ path: '/dev/hidraw0', serialNumber: 'A', ...KEYBOARD }]);
    const problem = await attempt({ ...MATCH, serialNumber: 'Z' }, async () => loaded).closed;
    expect(problem.code).toBe('not-found');
    expect(problem.detail).toContain('serial numbers: A');
  });

  test.each([
    ['libusb-1.0.so.0: cannot open shared object file', 'libusb-1.0-0'],
    ['libudev.so.1: cannot open shared object file', 'udev'],
  ])('names the Debian package when the loader says "%s"', async (message, name) => {
    const problem = await attempt(MATCH, () => Promise.reject(new Error(message))).closed;
    expect(problem).toEqual({ code: 'library-missing', detail: `install the Debian package ${name}` });
  });

  test('closes a device that opened after the link was given up', async () => {
    const { loaded, device } = library([{ path: '/dev/hidraw0', serialNumber: '', ...KEYBOARD }]);
    let release: () => void = () => {};
    const slow: HidLibrary = {
      ...loaded,
      open: () => new Promise((resolve) => (release = () => resolve(device))),
    };
    let listed: () => void = () => {};
    const isOpening = new Promise<void>((resolve) => (listed = resolve));
    const { link } = attempt(MATCH, async () => ({
      ...slow,
      open: (path) => {
        listed();
        return slow.open(path);
      },
    }));
    await isOpening;
    await link.close();
    release();
    await Promise.resolve();
    await Promise.resolve();
    expect(device.isClosed).toBe(true);
  });
});
