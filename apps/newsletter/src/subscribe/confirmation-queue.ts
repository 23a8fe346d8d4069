/** Queue of confirmation mails to be sent. */
export const CONFIRMATION_QUEUE = 'newsletter.confirmation';
