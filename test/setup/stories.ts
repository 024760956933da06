import type { EventBody } from '#contract/events.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { Site } from '#devices/sites/site.ts';

/** Halls at their limits, for the pages. */

const MINUTE_MS = 60_000;

/** Forty counters and services with names as long as the contract lets them be. */
export function hugeHall(site: Site): Site {
  const zh = '个人与小微企业综合金融业务（含外汇、贵金属、理财、基金、保险及社会保障卡一站式服务）';
  const en = 'Personal and small-business banking, foreign exchange, funds and social security';
  const counters = Array.from({ length: 40 }, (_, index) => ({
    id: String(index + 1) as CounterId,
    name: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
  }));
  return { ...site, services: { ...site.services, personal: { zh, en } }, counters };
}

/** Two hundred people in one queue, the oldest for three quarters of an hour; each counter is with its second customer. */
export function crisis(site: Site, now: number, waiting = 200): readonly EventBody[] {
  const events: EventBody[] = [];
  const say = (event: EventBody): void => void events.push(event);
  const number = (index: number): TicketNumber => `A${String(index).padStart(3, '0')}` as TicketNumber;
  const { length: served } = site.counters;
  const tickets = 2 * served + waiting;
  const issuedAt = (index: number): number => now - 60 * MINUTE_MS + Math.round((index * 59 * MINUTE_MS) / tickets);
  for (let index = 1; index <= tickets; index++) {
    const at = issuedAt(index);
    say({ type: 'ticket.issued', at, src: 'printer', ticket: number(index), service: 'personal', class: 'ordinary' });
  }
  site.counters.forEach(({ id: counter }, index) => {
    const [first, second] = [index + 1, served + index + 1];
    const opened = now - 90 * MINUTE_MS + index * 1_000;
    const calledAt = issuedAt(first) + 30_000;
    const finishedAt = calledAt + (5 + (index % 5)) * MINUTE_MS;
    const nextAt = Math.max(finishedAt, Math.min(now - 40 * MINUTE_MS + index * MINUTE_MS, now - 5_000));
    say({ type: 'counter.login', at: opened, src: 'bus', counter, teller: `teller${100 + index}` });
    say({ type: 'ticket.called', at: calledAt, src: 'bus', ticket: number(first), counter });
    say({ type: 'ticket.finished', at: finishedAt, src: 'bus', ticket: number(first), counter, reason: 'key' });
    say({ type: 'ticket.called', at: nextAt, src: 'bus', ticket: number(second), counter });
  });
  return events.toSorted((a, b) => a.at - b.at);
}
