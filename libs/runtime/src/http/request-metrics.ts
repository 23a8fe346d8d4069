import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.js';

const DURATION_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Counts and times requests by the pattern of their route, never by their path. */
export function addRequestMetrics(fastify: FastifyInstance, metrics: Metrics): void {
  const duration = metrics.histogram(
    'courant_http_request_duration_seconds',
    'Time from request to answer',
    DURATION_BUCKETS,
    ['method', 'route', 'status'],
  );
  /** Looking labels up costs more than observing, so what was looked up is kept; routes, methods and statuses are few. */
  const known = new Map<string, ReturnType<typeof duration.labels>>();
  const labelled = (method: string, route: string, status: number): ReturnType<typeof duration.labels> => {
    const name = `${method} ${route} ${status}`;
    const found = known.get(name) ?? duration.labels({ method, route, status });
    known.set(name, found);
    return found;
  };
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const method = request.is404 ? 'any' : request.method;
    labelled(method, route, reply.statusCode).observe(reply.elapsedTime / 1000);
    done();
  });
}
