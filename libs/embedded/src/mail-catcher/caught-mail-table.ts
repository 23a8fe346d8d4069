import type { CaughtMail } from '#ports/mail-catcher.port.js';
import type { Database } from '../database.js';

const KEPT = 5_000;

interface MailRow {
  readonly number: number;
  readonly sender: string;
  readonly subject: string;
  readonly received_at: number;
}

/** A mail as it came in. */
export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly at: Date;
  readonly raw: Buffer;
}

/** The rows of caught mails; those that arrive together share a commit, and the oldest go when there are too many. */
export class CaughtMailTable {
  private waiting: Array<{
    readonly mail: ArrivedMail;
    readonly kept: () => void;
    readonly lost: (error: unknown) => void;
  }> = [];

  constructor(private readonly database: Database) {
    database.applySchema(new URL('./mail-catcher.schema.sql', import.meta.url));
  }

  /** Durable when it resolves. */
  put(mail: ArrivedMail): Promise<void> {
    return new Promise((kept, lost) => {
      this.waiting.push({ mail, kept, lost });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  list({ to, limit, before }: { to?: string; limit: number; before?: string }): CaughtMail[] {
    const rows = this.database.all<MailRow>(
      `SELECT number, sender, subject, received_at FROM caught_mails m WHERE number < ?1
         AND (?2 IS NULL OR EXISTS (SELECT 1 FROM caught_recipients r WHERE r.address = ?2 AND r.number = m.number))
       ORDER BY number DESC LIMIT ?3`,
      before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
      to?.toLowerCase() ?? null,
      limit,
    );
    return rows.map((row) => this.mailOf(row));
  }

  find(id: string): (CaughtMail & { readonly raw: Buffer }) | undefined {
    if (!/^\d{1,15}$/.test(id)) return undefined;
    const row = this.database.get<MailRow & { raw: Uint8Array }>(
      'SELECT * FROM caught_mails WHERE number = ?',
      Number(id),
    );
    return row === undefined ? undefined : { ...this.mailOf(row), raw: Buffer.from(row.raw) };
  }

  private mailOf({ number, sender, subject, received_at: at }: MailRow): CaughtMail {
    const recipients = this.database.all<{ address: string }>(
      'SELECT address FROM caught_recipients WHERE number = ? ORDER BY address',
      number,
    );
    const to = recipients.map(({ address }) => address);
    return { id: String(number), from: sender, to, subject, receivedAt: new Date(at) };
  }

  private flush(): void {
    const group = this.waiting;
    this.waiting = [];
    try {
      this.database.transaction(() => {
        for (const { mail } of group) this.insert(mail);
        this.forgetOldest();
      });
    } catch (error) {
      for (const { lost } of group) lost(error);
      return;
    }
    for (const { kept } of group) kept();
  }

  private insert({ from, to, subject, at, raw }: ArrivedMail): void {
    this.database.run(
      'INSERT INTO caught_mails (sender, subject, received_at, raw) VALUES (?, ?, ?, ?)',
      from,
      subject,
      at.getTime(),
      raw,
    );
    const number = this.database.get<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
    for (const address of to) {
      this.database.run(
        'INSERT OR IGNORE INTO caught_recipients (address, number) VALUES (?, ?)',
        address.toLowerCase(),
        number,
      );
    }
  }

  private forgetOldest(): void {
    const oldest = `(SELECT max(number) - ${KEPT} FROM caught_mails)`;
    this.database.run(`DELETE FROM caught_recipients WHERE number <= ${oldest}`);
    this.database.run(`DELETE FROM caught_mails WHERE number <= ${oldest}`);
  }
}
