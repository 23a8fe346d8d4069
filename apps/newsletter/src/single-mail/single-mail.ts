/** One mail to one person that is no edition: a confirmation, a test. */
export interface SingleMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Sender and answers where they differ from the installation's own. */
  readonly from?: string;
  readonly replyTo?: string;
  /** The same for a repeated try of the same mail. */
  readonly messageKey: string;
}
