import { dateSchema } from '#contract/ids.ts';
import { json, refuse, type Answer, type Asked, type Route } from '../api/route.ts';
import type { Database } from '../store/database.ts';
import type { DaySource } from './day-follower.ts';
import { ticketView, type TicketQuestion } from './ticket-view.ts';

export interface TicketRouteParts {
  readonly database: Database;
  readonly days: DaySource;
}

/** What is behind a figure, down to the single ticket. The branch's scope was checked before. */
export function ticketRoutes(parts: TicketRouteParts): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/branches/:branch/days/:date/visits/:visit',
      answer: (asked) => answerTicket(parts, asked, { visit: asked.params['visit']! }),
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/days/:date/ratings/:rating',
      answer: (asked) => answerTicket(parts, asked, { rating: asked.params['rating']! }),
    },
  ];
}

async function answerTicket(
  { database, days }: TicketRouteParts,
  { params }: Asked,
  of: TicketQuestion['of'],
): Promise<Answer> {
  const date = dateSchema.safeParse(params['date']);
  if (!date.success) return refuse(400, 'malformed', `"${String(params['date'])}" is no date; expected YYYY-MM-DD.`);
  const branch = params['branch']!;
  const view = await ticketView(database.read, days, { branch, date: date.data, of });
  return view === null ? refuse(404, 'no-such-ticket', `Nothing of that name is known on ${date.data}.`) : json(view);
}
