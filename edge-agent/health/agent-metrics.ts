import type { DeviceHealth } from '#contract/status.ts';
import type { Core } from '../core.ts';
import type { Uplink } from '../ports.ts';
import type { RawLog } from '../raw-log/raw-log.ts';
import { formatMetrics, samplesBy } from './metrics.ts';
import type { Metric, MetricSample } from './metrics.ts';

export interface MetricSources {
  readonly core: Core;
  /** Its counts, where it has any. */
  readonly uplink: { state(): ReturnType<Uplink['state']> & { readonly counts?: object } };
  readonly rawLog: RawLog;
  readonly clockSteps: number;
}

/** Everything the agent counts, for the branch's own monitoring. */
export function agentMetrics(sources: MetricSources): string {
  return formatMetrics([...hallMetrics(sources.core), ...deviceMetrics(sources.core), ...processMetrics(sources)]);
}

function hallMetrics(core: Core): readonly Metric[] {
  const { recorder, intake } = core;
  const { waiting, lost } = intake.counts();
  return [
    counter('events_total', 'Events stored since start, by type.', samplesBy('type', recorder.stored())),
    counter('tap_notes_total', 'Things noticed that are no events, by code.', samplesBy('code', core.notes())),
    counter('anomalies_total', 'Events that did not fit the hall.', samplesBy('anomaly', recorder.hall.anomalies)),
    counter('events_refused_total', 'Events that did not fit the contract.', one(recorder.refused())),
    counter('events_lost_total', 'Device events given up because the disk refused.', one(lost)),
    gauge('events_held', 'Device events waiting in memory for the disk.', one(waiting)),
    gauge('journal_last_seq', 'Number of the last stored event.', one(recorder.hall.upto)),
  ];
}

function deviceMetrics(core: Core): readonly Metric[] {
  const devices = core.devices();
  const by = (read: (device: DeviceHealth) => number): readonly MetricSample[] =>
    devices.map((device) => ({ labels: { port: device.port, profile: device.profile }, value: read(device) }));
  return [
    gauge(
      'device_up',
      'Device line is open.',
      by((device) => Number(device.state === 'running')),
    ),
    counter(
      'device_bytes_total',
      'Bytes received.',
      by((device) => device.bytes),
    ),
    counter(
      'device_messages_total',
      'Messages read from the bytes.',
      by((device) => device.messages),
    ),
    counter(
      'device_discarded_bytes_total',
      'Bytes that were no message.',
      by((device) => device.discardedBytes),
    ),
    counter('device_failures_total', 'Faults of the agent while reading a device.', samplesBy('port', core.failures())),
  ];
}

function processMetrics({ uplink, rawLog, clockSteps }: MetricSources): readonly Metric[] {
  const { connected, pending, counts = {} } = uplink.state();
  const raw = rawLog.counts();
  return [
    gauge('uplink_connected', 'Connected to head office.', one(Number(connected))),
    gauge('uplink_pending', 'Events that head office has not acknowledged.', one(pending)),
    counter('uplink_total', 'What went past between journal and head office.', samplesBy('what', numbersIn(counts))),
    counter('raw_log_lines_total', 'Lines written to the raw byte log.', one(raw.written)),
    counter('raw_log_lost_total', 'Lines of the raw byte log given up.', one(raw.lost)),
    counter('clock_steps_total', 'Times the clock of this PC was set.', one(clockSteps)),
    gauge('resident_memory_bytes', 'Memory of this process.', one(process.memoryUsage.rss())),
    gauge('uptime_seconds', 'Seconds since the process started.', one(Math.round(process.uptime()))),
  ];
}

function numbersIn(counts: object): readonly (readonly [string, number])[] {
  return Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}

function counter(name: string, help: string, samples: readonly MetricSample[]): Metric {
  return { name, type: 'counter', help, samples };
}

function gauge(name: string, help: string, samples: readonly MetricSample[]): Metric {
  return { name, type: 'gauge', help, samples };
}

function one(value: number): readonly MetricSample[] {
  return [{ value }];
}
