import type { MailMessage } from '../mailer.port.js';

/** A finished message to `to`; the id is its address too. */
export function aMail(to: string, parts: Partial<MailMessage> = {}): MailMessage {
  const raw = [
    'From: Tageblatt <news@publisher.example>',
    `To: ${to}`,
    'Subject: Morning',
    `Message-ID: <${to}>`,
    '',
    'Good morning.',
    '.a line that begins with a dot',
    '..and one with two',
    '.',
    'Grüße',
    '',
  ].join('\r\n');
  return { id: to, from: 'bounces@publisher.example', to, raw, ...parts };
}
