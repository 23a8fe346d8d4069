import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Metrics } from '../telemetry/metrics.js';
import { addBodyParser } from './body-parser.js';
import { addEtagHook } from './etag-hook.js';
import { addSecurityHook, addTraceHook } from './http-hooks.js';
import type { HttpLimits } from './http-limits.js';
import { NO_ROUTE_SCHEMAS } from './no-route-schemas.js';
import { addRequestMetrics } from './request-metrics.js';
import type { RequestLoad } from './request-load.js';
import type { RouteTable } from './route-table.js';
import { answerUnreadable, answerUnroutable } from './unroutable-requests.js';

const BODY_LIMIT = 1024 * 1024;
const HEADER_LIMIT = 16 * 1024;
const LONGEST_PARAMETER = 1024;

/** What looks at every request. */
export interface HttpParts {
  readonly metrics: Metrics;
  readonly routes: RouteTable;
  readonly limits: HttpLimits;
  readonly load: RequestLoad;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

/** Fastify with the limits and hooks that hold for every address. */
export function createHttpAdapter({ metrics, routes, limits, load, trustedProxies }: HttpParts): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    requestTimeout: limits.requestMs,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    http: {
      maxHeaderSize: HEADER_LIMIT,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.lookEveryMs,
    },
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    schemaController: NO_ROUTE_SCHEMAS,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
  });
  const fastify = adapter.getInstance();
  routes.watch(fastify);
  load.watch(fastify);
  addTraceHook(fastify);
  addSecurityHook(fastify);
  addRequestMetrics(fastify, metrics);
  addEtagHook(fastify);
  addBodyParser(fastify);
  return adapter;
}
