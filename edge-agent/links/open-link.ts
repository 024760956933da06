import type { Profile } from '#devices/framing/profile.ts';
import type { LinkConfig } from '#devices/sites/site.ts';
import { createHidLink } from './hid-link.ts';
import type { Link } from './link.ts';
import { createMemoryLink } from './memory-link.ts';
import { createSerialLink } from './serial-link.ts';
import { createTcpLink } from './tcp-link.ts';

const NINE_SIX = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 } as const;

/** The link that a site map asks for. Line settings come from the profile, the site may override the speed. */
export function createLink(config: LinkConfig, profile: Profile): Link {
  switch (config.type) {
    case 'serial': {
      const line = profile.link.type === 'serial' ? profile.link : NINE_SIX;
      const { dataBits, parity, stopBits } = line;
      const baudRate = config.baudRate ?? line.baudRate;
      return createSerialLink({ path: config.path, baudRate, dataBits, parity, stopBits });
    }
    case 'tcp':
      return createTcpLink({ host: config.host, port: config.port });
    case 'hid':
      return createHidLink(hidMatch(config));
    default: {
      const link = createMemoryLink();
      link.refuseWith({ code: 'replay-only', detail: '' });
      return link;
    }
  }
}

function hidMatch(config: LinkConfig & { type: 'hid' }): Parameters<typeof createHidLink>[0] {
  const { vendorId, productId, serialNumber, usbPath } = config;
  return {
    vendorId,
    productId,
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(usbPath === undefined ? {} : { usbPath }),
  };
}
