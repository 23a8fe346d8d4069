import type { ServiceName } from '#contracts/cloud-event.js';
import { PORTS } from './settings.js';
import type { VariableValues } from './variables.js';

const PORT_OF_SEVERAL = 3000;

/** The port that was chosen, else the one of the service that runs alone, else that of several. */
export function httpPortOf(values: VariableValues, services: readonly ServiceName[]): number {
  const [only, ...others] = services;
  const usual = only === undefined || others.length > 0 ? PORT_OF_SEVERAL : PORTS[only];
  return values.COURANT_HTTP_PORT ?? usual;
}

/** Where a server on this machine is reached; an address that listens everywhere is reached as localhost. */
export function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
