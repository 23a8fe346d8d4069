import { isIPv6 } from 'node:net';

const GROUPS_OF_NETWORK = 4;

/**
 * The network that counts as one client: an IPv4 address itself, the /64 of an IPv6 address, for whoever has one address of it has
 * all of them.
 */
export function clientNetwork(address: string): string {
  const [ip = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  return `${groupsOf(ip).slice(0, GROUPS_OF_NETWORK).join(':')}::/64`;
}

/** All eight groups; the URL parser writes any form of an address in one, with hexadecimal groups alone. */
function groupsOf(ip: string): string[] {
  const [head = '', tail = ''] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::');
  const split = (text: string) => (text === '' ? [] : text.split(':'));
  const [before, after] = [split(head), split(tail)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
}
