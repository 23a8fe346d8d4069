import type { ServiceName } from '#contracts/cloud-event.js';

/** Which service answers which paths, as deploy/proxy has it; the first that fits. */
const ROUTES: ReadonlyArray<readonly [RegExp, ServiceName]> = [
  [/^\/v1\/articles\/[^/]+\/related(\/|$)/, 'related'],
  [/^\/v1\/stories(\/|$)/, 'related'],
  [/^\/v1\/(sources|feeds|articles)(\/|$)/, 'ingestion'],
  [/^\/v1\/(search|suggest|ranking|feed\.(rss|atom|json))(\/|$)/, 'search'],
  [/^\/(a|story|assets)\//, 'search'],
  [/^\/$/, 'search'],
  [/^\/v1\/(newsletters|editions|sends|subscribers|subscriptions|suppressions|bounces)(\/|$)/, 'newsletter'],
  [/^\/(s|n|e|subscribe)(\/|$)/, 'newsletter'],
];

/** The service of a path; what is nobody's goes to operations. */
export function serviceOf(path: string): ServiceName {
  return ROUTES.find(([pattern]) => pattern.test(path))?.[1] ?? 'operations';
}
