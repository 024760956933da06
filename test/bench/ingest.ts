import mqtt from 'mqtt';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downMessageSchema } from '#contract/down.ts';
import { encodeBatch } from '#contract/envelope.ts';
import { branchIdSchema, epochIdSchema } from '#contract/ids.ts';
import { topicOf } from '#contract/topics.ts';
import { createSystem, startHeadOffice } from '../setup/system.ts';
import { bestRate, type Figure } from './figure.ts';
import { hallBatches, hallBodies } from './hall-lines.ts';
import { insertRaw, openRaw, rawRows } from './raw-sqlite.ts';

const EVENTS = 40_000;
const ROUNDS = 3;
const PER_BATCH = 500;
const branch = branchIdSchema.parse('demo');

/** Branch batches through MQTT, verified, stored and acknowledged, against raw inserts of the same rows. */
export async function ingestFigure(): Promise<Figure> {
  const bodies = hallBodies(EVENTS, Date.UTC(2026, 10, 30, 1));
  const reference = await bestRate(ROUNDS, EVENTS, () => rawInserts(bodies));
  const value = await bestIngest(bodies);
  return {
    name: 'end-to-end ingest: MQTT to committed and acknowledged',
    value,
    unit: 'events/s',
    reference,
    referenceName: 'raw better-sqlite3 FULL, batch 1000, same rows',
    goal: { kind: 'ratio-at-least', limit: 0.8 },
  };
}

function rawInserts(bodies: ReturnType<typeof hallBodies>): void {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-bench-'));
  const db = openRaw(join(folder, 'raw.db'));
  insertRaw(db, rawRows(branch, bodies), 1_000);
  db.close();
  rmSync(folder, { recursive: true });
}

/** Each round is a fresh journal epoch at a fresh server, timed from the first publish to the last acknowledgement. */
async function bestIngest(bodies: ReturnType<typeof hallBodies>): Promise<number> {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) best = Math.max(best, await ingestOnce(bodies, round));
  return best;
}

async function ingestOnce(bodies: ReturnType<typeof hallBodies>, round: number): Promise<number> {
  const system = createSystem();
  const office = await startHeadOffice(system, { branches: [branch] });
  const epoch = epochIdSchema.parse(String(round + 1).padStart(16, '0'));
  const payloads = hallBatches(branch, epoch, bodies, PER_BATCH).map((batch) => encodeBatch(batch, false));
  const client = await mqtt.connectAsync(office.mqttUrl, {
    clientId: branch,
    username: branch,
    password: office.secretOf(branch),
    reconnectPeriod: 0,
  });
  try {
    await client.subscribeAsync(topicOf(branch, 'down'), { qos: 1 });
    const allAcknowledged = new Promise<void>((done) => {
      client.on('message', (_, payload) => {
        const message = downMessageSchema.parse(JSON.parse(payload.toString()));
        if (message.type === 'ack' && message.epoch === epoch && message.upto === bodies.length) done();
      });
    });
    const began = performance.now();
    for (const payload of payloads) client.publish(topicOf(branch, 'up'), payload, { qos: 1 });
    await allAcknowledged;
    return (bodies.length / (performance.now() - began)) * 1_000;
  } finally {
    await client.endAsync();
    await system.dispose();
  }
}
