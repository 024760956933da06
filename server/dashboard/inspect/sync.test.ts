import { expect, test } from 'vitest';
import { sheetText } from '#rubric/scorecards/sheet-text.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import type { AssignmentDetail, AssignmentSummary, Saving, SheetState } from '../../inspections/form/wire.ts';
import type { Reply } from '../shell/request.ts';
import { emptyDraft, sheetOf, withCell, type Draft } from './draft.ts';
import { giveWay, look, syncVisit, type EvidenceFile, type SyncParts } from './sync.ts';
import { detailed, isUnsent, listed, needsDetail, takenOver, type Visit } from './visit.ts';

const card = shipped('mystery-visit');
const assignment: AssignmentSummary = {
  branch: 'east',
  branchName: { zh: '东城支行', en: 'East' },
  inspection: 'visit-1',
  kind: 'mystery',
  entry: 'own',
  state: 'assigned',
  card: { id: card.id, version: card.version },
  from: '2026-11-01',
  to: '2026-11-30',
  sheet: null,
};
const MINE = 'phone-mine';
const OTHER = 'phone-other';

type Asked = readonly [string, string, unknown];
type Answering = (asked: Asked) => Reply<unknown>;

const ok = (value: unknown): Reply<unknown> => ({ ok: true, value });
const no = (status: number, code = 'x'): Reply<unknown> => ({ ok: false, status, code, message: code, problems: [] });

/** A phone with one visit, and a head office that answers as told. */
class Line implements SyncParts {
  readonly device = MINE;
  readonly asked: Asked[] = [];
  current: Visit;
  kept: EvidenceFile[] = [];
  readonly #answer: Answering;

  constructor(visit: Visit, answer: Answering) {
    this.current = visit;
    this.#answer = answer;
  }
  now = (): number => 1_000;
  ask<T>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    const asked = [method, path.replace('/api/branches/east/assignments/visit-1', ''), body] as const;
    this.asked.push(asked);
    return Promise.resolve(this.#answer(asked) as Reply<T>);
  }
  visit = (key: string): Visit | undefined => (key === this.current.key ? this.current : undefined);
  change = (_: string, how: (visit: Visit) => Visit): void => {
    this.current = how(this.current);
  };
  files = (): readonly EvidenceFile[] => this.kept;
  changeFile = (file: EvidenceFile): void => {
    this.kept = this.kept.map((one) => (one.ref === file.ref ? file : one));
  };
  get short(): readonly string[] {
    return this.asked.map(([method, path]) => `${method} ${path.split('?')[0]!}`);
  }
}

function typed(text: string): Draft {
  return withCell(emptyDraft(480), 'visit-note', { answer: { type: 'text', text } });
}

function visitWith(fields: Partial<Visit> = {}): Visit {
  return { ...listed('li', assignment, undefined), card, draft: typed('我写的'), ...fields };
}

function stateAt(revision: number, device: string, text: string, signedAt: number | null = null): SheetState {
  const draft = typed(text);
  const timers = { ...draft.timers, corrected: { startedAt: null, endedAt: null, sections: {} } };
  return { revision, digest: 'd', savedAt: 5, skewMs: 0, device, body: sheetOf(card, draft), timers, signedAt };
}

function detail(sheet: SheetState | null, returned: string | null = null): AssignmentDetail {
  return { account: 'li', serverNow: 0, assignment, card, sheet, evidence: [], returned };
}

const SAVED = { revision: 1, digest: 'd', savedAt: 5, skewMs: 0 };
const file: EvidenceFile = {
  ref: 'r',
  visit: 'k',
  item: 'frontage',
  blob: new Blob(['x']),
  takenAt: 1,
  isSent: false,
  refused: null,
};

test('evidence goes first, then the sheet, then the signature', async () => {
  const line = new Line(visitWith({ signing: { state: 'wanted' } }), ([method, path]) =>
    path === '/sign' ? ok({ signedAt: 9, digest: 'd', share: 1, grade: null }) : method === 'PUT' ? ok(SAVED) : no(404),
  );
  line.kept = [file];
  expect(await syncVisit(line, line.current.key)).toBe('done');
  expect(line.short).toEqual(['PUT /evidence/r', 'PUT /sheet', 'POST /sign']);
  expect(line.kept[0]!.isSent).toBe(true);
  expect(line.current).toMatchObject({ signing: { state: 'done', signedAt: 9 }, draft: null });
});

test.each([
  [0, 'offline'],
  [503, 'offline'],
  [429, 'offline'],
  [401, 'signed-out'],
] as const)('at %s everything stays on the phone for the next time', async (status, end) => {
  const line = new Line(visitWith({ signing: { state: 'wanted' } }), () => no(status));
  line.kept = [file];
  expect(await syncVisit(line, line.current.key)).toBe(end);
  expect(line.current.draft).toEqual(typed('我写的'));
  expect(line.current.signing.state).toBe('wanted');
  expect(line.kept).toEqual([file]);
});

test('evidence that is refused says why and does not keep the sheet back', async () => {
  const line = new Line(visitWith(), ([, path]) =>
    path.startsWith('/evidence') ? no(415, 'not-a-kind-taken') : ok(SAVED),
  );
  line.kept = [file];
  expect(await syncVisit(line, line.current.key)).toBe('done');
  expect(line.kept[0]).toMatchObject({ isSent: false, refused: 'not-a-kind-taken' });
  expect(isUnsent(line.current)).toBe(false);
});

test('what is typed while it is being sent counts as unsent', async () => {
  const line: Line = new Line(visitWith(), () => {
    line.current = { ...line.current, draft: typed('又写了') };
    return ok(SAVED);
  });
  await syncVisit(line, line.current.key);
  expect(line.current).toMatchObject({ draft: typed('又写了'), sent: { revision: 1 } });
  expect(isUnsent(line.current)).toBe(true);
});

test('an answer that got lost is found out, and the newer draft follows it', async () => {
  const line = new Line(visitWith(), ([method, , body]) => {
    if (method === 'GET') return ok(detail(stateAt(1, MINE, '我先写的')));
    return (body as Saving).revision === 1 ? ok({ ...SAVED, revision: 2 }) : no(409, 'changed-elsewhere');
  });
  expect(await syncVisit(line, line.current.key)).toBe('done');
  expect(line.short).toEqual(['PUT /sheet', 'GET ', 'PUT /sheet']);
  expect(line.current).toMatchObject({ clash: null, sent: { revision: 2 } });
});

test('another phone’s state is shown and waits for a choice', async () => {
  const other = stateAt(3, OTHER, '别人写的');
  const line = new Line(visitWith(), ([method]) => (method === 'GET' ? ok(detail(other)) : no(409, 'held-elsewhere')));
  expect(await syncVisit(line, line.current.key)).toBe('held');
  expect(line.current.clash).toEqual(other);
  expect(await syncVisit(line, line.current.key)).toBe('held');
  expect(line.asked).toHaveLength(2);
});

test('taking over sends this phone’s answers on top of the other’s revision', async () => {
  const clash = stateAt(3, OTHER, '别人写的');
  const line = new Line(takenOver(visitWith({ clash })), () => ok({ ...SAVED, revision: 4 }));
  await syncVisit(line, line.current.key);
  expect(line.asked[0]![2]).toMatchObject({ choice: 'take-over', revision: 3, body: sheetOf(card, typed('我写的')) });
  expect(line.current).toMatchObject({ takesOver: false, sent: { revision: 4 } });
});

test('giving way puts this phone’s answers on record before they leave it', async () => {
  const clash = stateAt(3, OTHER, '别人写的');
  const offline = new Line(visitWith({ clash }), () => no(0));
  expect(await giveWay(offline, offline.current.key)).toBe('offline');
  expect(offline.current.draft).not.toBeNull();
  const line = new Line(visitWith({ clash }), ([method]) => ok(method === 'GET' ? detail(clash) : SAVED));
  expect(await giveWay(line, line.current.key)).toBe('done');
  expect(line.asked[0]![2]).toMatchObject({ choice: 'set-aside', body: sheetOf(card, typed('我写的')) });
  expect(line.current).toMatchObject({ draft: null, clash });
});

test('a sheet that was signed on another phone with other answers waits; with the same ones it is done', () => {
  const other = detailed(visitWith(), detail(stateAt(3, OTHER, '别人写的', 9)), MINE);
  expect(other).toMatchObject({ draft: typed('我写的'), clash: { signedAt: 9 }, signing: { state: 'open' } });
  const same = detailed(visitWith(), detail(stateAt(3, OTHER, '我写的', 9)), MINE);
  expect(same).toMatchObject({ draft: null, clash: null, signing: { state: 'done', signedAt: 9 } });
  expect(sheetText(stateAt(3, OTHER, '我写的').body)).toBe(sheetText(sheetOf(card, typed('我写的'))));
});

test('a returned sheet is opened again and keeps still until there is a reason', async () => {
  const done = visitWith({ draft: null, signing: { state: 'done', signedAt: 9, digest: 'd', share: 1, grade: null } });
  expect(needsDetail({ ...done, assignment: { ...assignment, state: 'returned' } })).toBe(true);
  const back = detailed(done, detail(stateAt(3, MINE, '签过的'), '请核对'), MINE);
  expect(back).toMatchObject({ draft: typed('签过的'), returned: '请核对', signing: { state: 'open' } });
  const line = new Line({ ...back, draft: typed('更正') }, () => ok({ ...SAVED, revision: 4 }));
  expect(await syncVisit(line, line.current.key)).toBe('held');
  line.current = { ...line.current, reason: ' 看错 ' };
  expect(await syncVisit(line, line.current.key)).toBe('done');
  expect(line.asked.map(([, , body]) => body)).toMatchObject([{ reason: '看错', revision: 3 }]);
});

test('a signature that head office refuses is open again, with the reason', async () => {
  const sent = { revision: 1, digest: 'd', savedAt: 5, text: null };
  const line = new Line(visitWith({ sent, signing: { state: 'wanted' } }), ([method]) =>
    method === 'POST' ? no(409, 'incomplete') : ok(SAVED),
  );
  expect(await syncVisit(line, line.current.key)).toBe('held');
  expect(line.current).toMatchObject({
    signing: { state: 'open' },
    refused: { code: 'incomplete' },
    draft: typed('我写的'),
  });
});

test('a visit that is no longer one’s own says so and keeps what was typed', async () => {
  const line = new Line(visitWith(), () => no(404, 'no-such-assignment'));
  expect(await look(line, line.current.key)).toBe('held');
  expect(line.current).toMatchObject({ refused: { code: 'no-such-assignment' }, draft: typed('我写的') });
});
