import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * The tests run real components from Debian. This makes sure they are there: installs them where it may (root with
 * apt-get), otherwise says which command to run and fails. Nothing is skipped because a component is missing.
 */

interface SystemPackage {
  readonly name: string;
  /** Any of these existing means it is installed. */
  readonly files: readonly string[];
  readonly why: string;
}

const NEEDED: readonly SystemPackage[] = [
  { name: 'chromium', files: ['/usr/bin/chromium'], why: 'browser tests' },
  {
    name: 'fonts-noto-cjk',
    files: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
    why: 'Chinese text in browser tests',
  },
  { name: 'mosquitto', files: ['/usr/sbin/mosquitto'], why: 'the server behind a real broker' },
  { name: 'espeak-ng', files: ['/usr/bin/espeak-ng'], why: 'spoken calls on the hall display' },
  {
    name: 'postgresql',
    files: [15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin/initdb`),
    why: 'head office on PostgreSQL',
  },
  { name: 'socat', files: ['/usr/bin/socat'], why: 'pty pairs for serialport' },
  {
    name: 'libusb-1.0-0',
    files: [
      '/lib/x86_64-linux-gnu/libusb-1.0.so.0',
      '/usr/lib/x86_64-linux-gnu/libusb-1.0.so.0',
      '/usr/lib/aarch64-linux-gnu/libusb-1.0.so.0',
    ],
    why: 'node-hid',
  },
  { name: 'udev', files: ['/usr/bin/udevadm', '/bin/udevadm'], why: 'node-hid and listing of serial ports' },
];

function missing(): readonly SystemPackage[] {
  return NEEDED.filter(({ files }) => !files.some((file) => existsSync(file)));
}

function aptGet(...args: string[]): boolean {
  // policy-rc.d is not touched: Debian's mosquitto would start its service where an init system runs.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

const absent = missing();
if (absent.length > 0) {
  const names = absent.map(({ name }) => name);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  console.error(
    `Tests need Debian packages that are not here:\n${absent.map(({ name, why }) => `  ${name} (${why})`).join('\n')}`,
  );
  if (mayInstall) {
    console.error('Installing them…');
    aptGet('-q', 'update');
    aptGet('-q', 'install', '-y', '--no-install-recommends', ...names);
  }
  if (missing().length > 0) {
    console.error(`Please run as root:\n  ${command}`);
    process.exitCode = 1;
  }
}
