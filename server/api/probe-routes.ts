import { json, refuse, type Route } from './route.ts';

export interface ProbeParts {
  readonly ready: () => boolean;
  readonly metrics: () => string;
}

/** For whoever watches over the process; no data of branches. */
export function probeRoutes({ ready, metrics }: ProbeParts): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', answer: () => json({ status: 'ok' }) },
    {
      method: 'GET',
      path: '/readyz',
      answer: () =>
        ready() ? json({ status: 'ready' }) : refuse(503, 'not-ready', 'No connection to the broker yet.'),
    },
    {
      method: 'GET',
      path: '/metrics',
      answer: () => ({
        kind: 'file',
        bytes: Buffer.from(metrics()),
        mediaType: 'text/plain; version=0.0.4; charset=utf-8',
      }),
    },
  ];
}
