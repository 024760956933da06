import type { LinkConfig } from '#devices/sites/site.ts';
import type { LinkProblem, LinkProblemCode } from '../links/link.ts';

/** Link problems in words for the branch: what, where, what to do. */

const ADVICE: Readonly<Record<LinkProblemCode, { readonly what: string; readonly remedy: string }>> = {
  'not-found': { what: 'Not found', remedy: 'Check the cable and the address in the site map' },
  busy: { what: 'In use by another program', remedy: 'Close the other program that has the port open' },
  'no-permission': {
    what: 'No permission',
    remedy: 'Give the agent’s user access (serial: group dialout; HID: a udev rule)',
  },
  'library-missing': { what: 'A system library is missing', remedy: 'Install it and restart the agent' },
  'replay-only': { what: 'Fed by captures only', remedy: 'Replay a capture, or give this port a real link' },
  ambiguous: { what: 'Several devices fit', remedy: 'Name one of them in the site map' },
  refused: { what: 'Nobody listens there', remedy: 'Start the device server or correct its port in the site map' },
  unreachable: { what: 'Not reachable', remedy: 'Check the network cable, switch and address' },
  ended: { what: 'The other side hung up', remedy: 'Check that the device is switched on' },
  unplugged: { what: 'Unplugged', remedy: 'Plug the device in again' },
  timeout: { what: 'No answer', remedy: 'Check that the device is switched on and its address is right' },
  'io-error': { what: 'Reading failed', remedy: 'Unplug the device, plug it in again, check the cable' },
};

export function describeLink(link: LinkConfig): string {
  switch (link.type) {
    case 'serial':
      return link.path;
    case 'tcp':
      return `${link.host}:${link.port}`;
    case 'hid':
      return `HID ${hex(link.vendorId)}:${hex(link.productId)}`;
    default:
      return 'capture';
  }
}

/** At most 200 characters, as events and health messages allow. */
export function explain(problem: LinkProblem, where: string): string {
  const { what, remedy } = ADVICE[problem.code];
  const text = `${what}: ${where}. ${remedy}.`;
  const withDetail = problem.detail === '' ? text : `${text} (${problem.detail})`;
  return withDetail.length <= 200 ? withDetail : `${withDetail.slice(0, 199)}…`;
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
