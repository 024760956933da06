/** Counts for GET /metrics, in Prometheus text format. */
export class Counters {
  readonly #values = new Map<string, number>();

  count(name: string, labels: Readonly<Record<string, string>>, by = 1): void {
    const inside = Object.entries(labels).map(([key, value]) => `${key}="${value.replaceAll(/["\\\n]/g, '_')}"`);
    const key = inside.length === 0 ? name : `${name}{${inside.join(',')}}`;
    this.#values.set(key, (this.#values.get(key) ?? 0) + by);
  }

  text(): string {
    const { rss } = process.memoryUsage();
    const lines = [...this.#values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key} ${value}`);
    return `${[...lines, `process_resident_memory_bytes ${rss}`].join('\n')}\n`;
  }
}
