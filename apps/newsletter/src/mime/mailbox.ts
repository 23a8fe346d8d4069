/** A name and an address, as mail headers write them. */
export interface Mailbox {
  readonly name?: string;
  readonly address: string;
}

/** Reads `address` or `Name <address>` (contract Mailbox). */
export function mailboxOf(text: string): Mailbox {
  const [, name = '', address] = /^([^<>"]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  if (address === undefined) return { address: text.trim() };
  return name.trim() === '' ? { address } : { name: name.trim(), address };
}
