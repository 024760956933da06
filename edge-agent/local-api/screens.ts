import type { FastifyInstance } from 'fastify';
import { problemsOf } from '#contract/problems.ts';
import { heartbeatRequestSchema, unlockRequestSchema, type HeartbeatReply } from '#contract/screens.ts';
import type { UnlockOutcome } from '../screens/kiosk-pin.ts';
import type { Screens } from '../screens/screens.ts';
import { refuse, type Refusal } from './errors.ts';
import { buildOf } from './pages.ts';

/** Signs of life of the pages, and the PIN of the kiosk's settings. */
export function addScreens(app: FastifyInstance, screens: Screens, pagesDir: string): void {
  app.post('/api/screens/heartbeat', async (request, reply) => {
    const parsed = heartbeatRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const message = 'This is not a sign of life.';
      return refuse(reply, { status: 400, code: 'malformed', message, problems: problemsOf(parsed.error) });
    }
    const { role } = parsed.data;
    if (request.screen !== null && request.screen.role !== role) {
      const message = `This screen is paired as ${request.screen.role}, not as ${role}.`;
      return refuse(reply, { status: 403, code: 'other-role', message });
    }
    if (!screens.beat(parsed.data)) {
      return refuse(reply, { status: 503, code: 'too-many-screens', message: 'Too many screens report already.' });
    }
    const answer: HeartbeatReply = { build: await buildOf(pagesDir, role) };
    return reply.send(answer);
  });
  app.post('/api/kiosk/unlock', async (request, reply) => {
    const parsed = unlockRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const message = 'This is not a PIN.';
      return refuse(reply, { status: 400, code: 'malformed', message, problems: problemsOf(parsed.error) });
    }
    const outcome = await screens.unlock(parsed.data.pin);
    if (outcome.kind === 'open') return reply.code(204).send();
    if (outcome.kind === 'locked') reply.header('retry-after', String(Math.ceil(outcome.forMs / 1_000)));
    return refuse(reply, REFUSALS[outcome.kind]);
  });
}

const REFUSALS: Readonly<Record<Exclude<UnlockOutcome['kind'], 'open'>, Refusal>> = {
  wrong: { status: 403, code: 'wrong-pin', message: 'This PIN is wrong.' },
  locked: { status: 429, code: 'locked', message: 'Too many wrong PINs; try again later.' },
  'no-pin': {
    status: 409,
    code: 'no-pin',
    message: 'No PIN is set. On the branch PC: npm run edge -- --config FILE --set-kiosk-pin',
  },
};
