import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

/** RFC 8301: shorter keys must not sign. */
const SHORTEST_BITS = 1_024;

/** A private key that can sign mail, in PEM form; line ends may be written as `\n`. */
export const dkimKey = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .superRefine((pem, context) => {
    const mistake = pem.includes('PRIVATE KEY') ? mistakeIn(pem) : 'must be a private key in PEM form';
    if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake });
  });

function mistakeIn(pem: string): string | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    if (asymmetricKeyType === 'ed25519') return undefined;
    if (asymmetricKeyType !== 'rsa') return 'must be an RSA or Ed25519 key';
    const long = (asymmetricKeyDetails?.modulusLength ?? 0) >= SHORTEST_BITS;
    return long ? undefined : `must be an RSA key of at least ${SHORTEST_BITS} bits`;
  } catch {
    return 'cannot be read as a private key without a passphrase';
  }
}
