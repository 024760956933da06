import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DisplayView } from '#contract/display-view.ts';
import { problemsOf } from '#contract/problems.ts';
import type { LocalApiPorts } from './local-api-ports.ts';
import { refuse } from './errors.ts';
import type { Refusal } from './errors.ts';
import { addStream } from './live-stream.ts';
import type { LiveStream, StreamEvent } from './live-stream.ts';

/** What the hall display shows and says: its view, its pictures, its voice. */

/** Longest text that is spoken in one go. */
const MOST_SPEECH = 160;

const speechQuerySchema = z.strictObject({
  lang: z.enum(['zh', 'en']),
  text: z
    .string()
    .trim()
    .min(1)
    .max(MOST_SPEECH)
    .regex(/^\P{Cc}*$/u, 'no control characters'),
});

const SPEECH_REFUSALS = {
  'no-voice': {
    status: 503,
    message: 'No speech program is installed on the branch PC; see "speech" in edge-agent/README.md.',
  },
  'voice-busy': { status: 429, message: 'Too much is being said already.' },
  'voice-failed': { status: 503, message: 'The speech program failed; the log of the agent says why.' },
} as const;

export function displayEvent(view: DisplayView): StreamEvent {
  return { id: view.upto, event: 'display', data: view };
}

export function addDisplay(app: FastifyInstance, ports: LocalApiPorts, stream: LiveStream): void {
  app.get('/api/display', () => ports.display());
  addStream(app, '/api/display/stream', stream);
  app.get<{ Params: { file: string } }>('/api/slides/:file', async (request, reply) => {
    const picture = await ports.slides.picture(request.params.file);
    if (picture === null) {
      return refuse(reply, { status: 404, code: 'not-found', message: 'There is no such slide, or it has changed.' });
    }
    // Its name is a hash of the content.
    return reply.header('cache-control', 'private, max-age=31536000, immutable').type(picture.type).send(picture.bytes);
  });
  app.get('/api/speech', async (request, reply) => {
    const query = speechQuerySchema.safeParse(request.query);
    if (!query.success) {
      const problems = problemsOf(query.error);
      return refuse(reply, { status: 400, code: 'malformed', message: 'This cannot be spoken.', problems });
    }
    const spoken = await ports.speech.say(query.data.text, query.data.lang);
    if (spoken.ok) return reply.type('audio/wav').send(spoken.wav);
    const refusal: Refusal = { code: spoken.code, ...SPEECH_REFUSALS[spoken.code] };
    return refuse(spoken.code === 'voice-busy' ? reply.header('retry-after', '2') : reply, refusal);
  });
}
