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
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const method = request.is404 ? 'any' : request.method;
    duration.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}
