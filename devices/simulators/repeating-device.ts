import type { Hall } from './hall-types.ts';
import type { Sending } from './wires.ts';

/** A device waits this long for the host's answer, and sends its frame at most this often. */
const ACK_WAIT_MS = 300;
const TRIES = 3;

/** What the host gets: when the first byte of the first sending passed, and a way to answer. */
export type Receive = (sentAt: number, acknowledge: () => void) => void;

/**
 * Sends a device's frame and repeats it until the host has answered. No public source says how often terminals repeat;
 * three times 300 ms is what the hosts' immediate answers suggest.
 */
export function sendUntilAcknowledged(hall: Hall, sending: Sending, receive: Receive): void {
  let acknowledged = false;
  let tries = 0;
  const attempt = (): void => {
    if (acknowledged || tries === TRIES) return;
    tries++;
    const sent = hall.wires.send({ ...sending, by: 'device' });
    hall.queue.after(sent.to - hall.queue.now(), () => {
      receive(sent.from, () => {
        acknowledged = true;
      });
    });
    hall.queue.after(sent.to - hall.queue.now() + ACK_WAIT_MS, attempt);
  };
  attempt();
}
