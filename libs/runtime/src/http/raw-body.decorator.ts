import { RouteConfig } from '@nestjs/platform-fastify';

/** Largest raw body unless the route says otherwise. */
export const RAW_BODY_LIMIT = 2 * 1024 * 1024;

/**
 * Gives the route the bytes of the body as they came, as a Buffer in `@Body()`, whatever the content type; a body beyond
 * `limit` bytes is answered 413.
 */
export function RawBody(limit = RAW_BODY_LIMIT): MethodDecorator {
  return RouteConfig({ rawBodyLimit: limit });
}
