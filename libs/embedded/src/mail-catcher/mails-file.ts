import type { Database } from '../database.js';
import { CaughtMailTable } from './caught-mail-table.js';

interface OpenedFile {
  readonly database: Database;
  readonly table: CaughtMailTable;
}

/** The database file of a catcher that has none to share. A process that catches nothing never opens it, nor loads what opens it. */
export class MailsFile {
  private opened: Promise<OpenedFile> | undefined;

  constructor(private readonly path: string) {}

  /** Opened by the first who asks; rejects with what opening threw, and the next who asks tries again. */
  async table(): Promise<CaughtMailTable> {
    const opened = (this.opened ??= this.open());
    try {
      return (await opened).table;
    } catch (error) {
      if (this.opened === opened) this.opened = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    opened?.database.close();
  }

  private async open(): Promise<OpenedFile> {
    const { Database } = await import('../database.js');
    const database = Database.open(this.path);
    try {
      return { database, table: new CaughtMailTable(database) };
    } catch (error) {
      database.close();
      throw error;
    }
  }
}
