import { domainToASCII } from 'node:url';

/** The address as it is kept and compared: lower case, domain in ASCII. */
export function normalAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${domainToASCII(email.slice(at + 1)) || email.slice(at + 1)}`.toLowerCase();
}
