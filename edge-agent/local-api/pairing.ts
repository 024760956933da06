import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemsOf } from '#contract/problems.ts';
import { pairingCodeRequestSchema, pairRequestSchema } from '#contract/screens.ts';
import type { PairedScreens, PairReply } from '#contract/screens.ts';
import { messageOf, systemCode } from '../links/link.ts';
import type { Screens } from '../screens/screens.ts';
import type { AccessGuard } from './access-guard.ts';
import { screenCookie } from './cookie.ts';
import { refuse, type Refusal } from './errors.ts';
import type { ApiLogger } from './log-events.ts';

export interface PairingParts {
  readonly screens: Screens;
  readonly guard: Pick<AccessGuard, 'hangUp'>;
  /** Where a device elsewhere in the branch enters its code. */
  readonly addresses: () => readonly string[];
  readonly log: ApiLogger;
}

const REFUSALS: Readonly<Record<'wrong' | 'void' | 'full', Refusal>> = {
  wrong: { status: 403, code: 'wrong-code', message: 'This code is wrong, used or older than ten minutes.' },
  void: { status: 429, code: 'code-void', message: 'Too many wrong codes. Have a new one made on the branch PC.' },
  full: { status: 409, code: 'too-many-screens', message: 'Shut out a screen that is not used any more first.' },
};

/** How screens are let in and shut out. */
export function addPairing(app: FastifyInstance, parts: PairingParts): void {
  const { screens, guard, addresses, log } = parts;
  app.get('/api/pairing', (): PairedScreens => ({ addresses: [...addresses()], screens: [...screens.paired()] }));
  app.post('/api/pairing/codes', (request, reply) => {
    const parsed = pairingCodeRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const message = 'This does not say for which kind of screen.';
      return refuse(reply, { status: 400, code: 'malformed', message, problems: problemsOf(parsed.error) });
    }
    return reply.code(201).send(screens.offerCode(parsed.data.role));
  });
  app.delete('/api/pairing/screens/:id', (request, reply) => {
    const { id } = request.params as { readonly id: string };
    return stored(reply, log, () => {
      // Whatever the disk says: this screen gets nothing any more.
      guard.hangUp(id);
      if (screens.revoke(id)) return reply.code(204).send();
      return refuse(reply, { status: 404, code: 'unknown-screen', message: 'This screen is not paired.' });
    });
  });
  app.post('/api/pair', (request, reply) => stored(reply, log, () => pair(request, reply, parts)));
}

function pair(request: FastifyRequest, reply: FastifyReply, { screens, guard }: PairingParts): FastifyReply {
  const parsed = pairRequestSchema.safeParse(request.body);
  if (!parsed.success) {
    const message = 'This is not a code and a name.';
    return refuse(reply, { status: 400, code: 'malformed', message, problems: problemsOf(parsed.error) });
  }
  const before = request.screen;
  const outcome = screens.pair(parsed.data, before);
  if (outcome.kind !== 'paired') return refuse(reply, REFUSALS[outcome.kind]);
  if (before !== null) guard.hangUp(before.id);
  const { token, screen } = outcome;
  const body: PairReply = { role: screen.role, name: screen.name };
  return reply.header('set-cookie', screenCookie(token, request.headers['x-forwarded-proto'] === 'https')).send(body);
}

function stored(reply: FastifyReply, log: ApiLogger, action: () => FastifyReply): FastifyReply {
  try {
    return action();
  } catch (error) {
    if (systemCode(error) === '') throw error;
    log.write('api.pairing-not-stored', { reason: messageOf(error) });
    const message = 'The list of screens cannot be written: the disk refuses. Make room and try again.';
    return refuse(reply, { status: 503, code: 'not-stored', message });
  }
}
