import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { DifferenceKind } from '../program/candidateDifferences.ts';

/** What operators watch, in the Prometheus text format. */
export interface Metrics {
  countRequest(route: string, status: number, seconds: number): void;
  /** Counts how a reload of the graph's files ended. */
  countReload(outcome: 'replaced' | 'failed'): void;
  /** Counts a call that the candidate rules would decide otherwise. */
  countDifference(kind: DifferenceKind): void;
  render(): Promise<{ contentType: string; text: string }>;
}

const SECONDS_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'genkan_http_requests_total',
    help: 'HTTP requests answered, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'genkan_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer, by route.',
    labelNames: ['route'],
    buckets: SECONDS_BUCKETS,
    registers: [registry],
  });
  // Finding a series by its labels takes longer than counting.
  const series = new Map<string, { count: Counter.Internal; time: Histogram.Internal<'route'> }>();
  const findSeries = (route: string, status: number) => {
    const key = `${status} ${route}`;
    let found = series.get(key);
    if (found === undefined) {
      found = { count: requests.labels({ route, status }), time: durations.labels({ route }) };
      series.set(key, found);
    }
    return found;
  };
  const reloads = new Counter({
    name: 'genkan_reloads_total',
    help: 'Times that changed files took the place of those before.',
    registers: [registry],
  });
  const reloadFailures = new Counter({
    name: 'genkan_reload_failures_total',
    help: 'Times that changed files were invalid, so that those before went on.',
    registers: [registry],
  });
  const differences = new Counter({
    name: 'genkan_candidate_differences_total',
    help: 'Calls that the candidate rules would decide otherwise: deny more, allow more, or not fit.',
    labelNames: ['kind'],
    registers: [registry],
  });
  return {
    countDifference: (kind) => differences.inc({ kind }),
    countReload: (outcome) => (outcome === 'failed' ? reloadFailures : reloads).inc(),
    countRequest(route, status, seconds) {
      const { count, time } = findSeries(route, status);
      count.inc();
      time.observe(seconds);
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
