import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import type { FinishedMessage } from '../finished-message.js';
import { relaxedBodyHash, relaxedHeader } from './relaxed.js';

/** Fields that the signature covers where they are there (RFC 6376 5.4, RFC 8058 4). */
const COVERED = [
  ...['from', 'to', 'subject', 'date', 'message-id', 'reply-to', 'list-id', 'list-unsubscribe'],
  ...['list-unsubscribe-post', 'mime-version', 'content-type'],
];
/** Fields of which nobody may add a second one. */
const ONCE = ['from', 'to', 'subject'];
const NAMES_PER_LINE = 5;
const LINE = /.{1,72}/g;

export interface DkimIdentity {
  readonly domain: string;
  readonly selector: string;
  /** In PEM form; RSA or Ed25519. */
  readonly privateKey: string;
}

/** Signs messages with DKIM (RFC 6376, RFC 8463): rsa-sha256 or ed25519-sha256 by the kind of key, relaxed/relaxed. */
export class DkimSigner {
  private readonly key: KeyObject;
  private readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';

  constructor(private readonly identity: DkimIdentity) {
    this.key = createPrivateKey(identity.privateKey);
    this.algorithm = this.key.asymmetricKeyType === 'ed25519' ? 'ed25519-sha256' : 'rsa-sha256';
  }

  /** The header line that belongs on top of the message, with its CRLF. */
  async headerFor({ head, body }: FinishedMessage, at: Date): Promise<string> {
    const fields = fieldsOf(head);
    const names = [...fields.keys(), ...ONCE.filter((name) => fields.has(name))];
    const unsigned = this.unsigned(names, relaxedBodyHash(body), at);
    const signed = `${[...fields.values(), relaxedHeader(unsigned)].join('\r\n')}`;
    const signature = await this.sign(Buffer.from(signed));
    return `${unsigned}${(signature.toString('base64').match(LINE) ?? []).join('\r\n ')}\r\n`;
  }

  private unsigned(names: readonly string[], bodyHash: string, at: Date): string {
    const { domain, selector } = this.identity;
    const time = Math.floor(at.getTime() / 1_000);
    const lines = Array.from({ length: Math.ceil(names.length / NAMES_PER_LINE) }, (_, line) =>
      names.slice(line * NAMES_PER_LINE, (line + 1) * NAMES_PER_LINE).join(':'),
    );
    return [
      `DKIM-Signature: v=1; a=${this.algorithm}; c=relaxed/relaxed; t=${time};`,
      ` d=${domain}; s=${selector};`,
      ` h=${lines.join(':\r\n  ')};`,
      ` bh=${bodyHash};`,
      ' b=',
    ].join('\r\n');
  }

  /** Off the main thread: an RSA signature takes about a millisecond. */
  private sign(data: Buffer): Promise<Buffer> {
    const ed25519 = this.algorithm === 'ed25519-sha256';
    const signed = ed25519 ? createHash('sha256').update(data).digest() : data;
    return new Promise((resolve, reject) => {
      sign(ed25519 ? null : 'sha256', signed, this.key, (error, signature) =>
        error === null ? resolve(signature) : reject(error),
      );
    });
  }
}

/** The covered fields that are there, by name, as they are hashed. */
function fieldsOf(head: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.split(/\r\n(?![ \t])/)) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    if (COVERED.includes(name)) fields.set(name, relaxedHeader(line));
  }
  return fields;
}
