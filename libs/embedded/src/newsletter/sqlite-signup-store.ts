import { SignupStore, type Signup } from '#ports/signup-store.port.js';
import type { Database } from '../database.js';

interface Row {
  document: string;
  mailed_at: number | null;
  mail_hash: string | null;
}

/** Signup requests as JSON documents in `signups`. */
export class SqliteSignupStore extends SignupStore {
  constructor(private readonly database: Database) {
    super();
  }

  async put(signup: Signup): Promise<void> {
    const sql = 'INSERT INTO signups (id, email, requested_at, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
    this.database.run(sql, signup.id, signup.email, Date.parse(signup.at), JSON.stringify(signup));
  }

  async find(id: string): Promise<Signup | undefined> {
    const row = this.database.get<Row>('SELECT document, mailed_at, mail_hash FROM signups WHERE id = ?', id);
    if (row === undefined) return undefined;
    const signup = JSON.parse(row.document) as Signup;
    if (row.mailed_at === null || row.mail_hash === null) return signup;
    return { ...signup, mail: { at: new Date(row.mailed_at).toISOString(), hash: row.mail_hash } };
  }

  async recordMail(id: string, mail: { at: Date; hash: string }): Promise<void> {
    this.database.run('UPDATE signups SET mailed_at = ?, mail_hash = ? WHERE id = ?', mail.at.getTime(), mail.hash, id);
  }

  async mailsSince(email: string, since: Date): Promise<number> {
    const sql = 'SELECT COUNT(*) AS n FROM signups WHERE email = ? AND mailed_at >= ?';
    return this.database.get<{ n: number }>(sql, email, since.getTime())?.n ?? 0;
  }

  async forgetAddress(email: string): Promise<void> {
    this.database.run('DELETE FROM signups WHERE email = ?', email);
  }

  async forget(before: Date): Promise<number> {
    return this.database.run('DELETE FROM signups WHERE requested_at < ?', before.getTime());
  }
}
