import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from './database.js';

describe('Database', () => {
  it('goes on with a statement that answers rows after it failed once', () => {
    const database = Database.open(':memory:');
    database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL)');
    database.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON things WHEN NEW.name = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END`,
    );
    const insert = 'INSERT INTO things (name) VALUES (?) RETURNING name';
    expect(() => database.get(insert, 'bad')).toThrow('no');
    expect(database.get(insert, 'good')).toEqual({ name: 'good' });
    expect(() => database.all(insert, 'bad')).toThrow('no');
    expect(database.all(insert, 'better')).toEqual([{ name: 'better' }]);
    database.close();
  });

  it('makes files that nobody but their owner may read, in whatever folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-database-'));
    chmodSync(folder, 0o755);
    const database = Database.open(join(folder, 'some.sqlite'));
    database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY)');
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
    expect(modes.length).toBeGreaterThan(1);
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
    database.close();
    rmSync(folder, { recursive: true });
  });

  it('closes files to others that were open to them, journals included, as one copied by hand may be', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-database-'));
    const path = join(folder, 'some.sqlite');
    const first = Database.open(path);
    first.exec('CREATE TABLE things (id INTEGER PRIMARY KEY)');
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    const second = Database.open(path);
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
    expect(modes).toEqual(expect.arrayContaining([['some.sqlite', 0o600]]));
    expect(modes.length).toBeGreaterThan(1);
    expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
    second.close();
    first.close();
    rmSync(folder, { recursive: true });
  });

  it('writes again once another connection lets the file go, whatever failed meanwhile', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-database-'));
    const database = Database.open(join(folder, 'some.sqlite'));
    const other = Database.open(join(folder, 'some.sqlite'));
    database.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)');
    database.exec('PRAGMA busy_timeout = 20');
    const writes = ["INSERT INTO things (name) VALUES ('one')", "UPDATE things SET name = 'two'"];
    other.exec('BEGIN IMMEDIATE');
    other.exec("INSERT INTO things (name) VALUES ('of the other')");
    for (const sql of [...writes, ...writes]) expect(() => database.run(sql)).toThrow('locked');
    other.exec('COMMIT');
    expect(writes.map((sql) => database.run(sql))).toEqual([1, 2]);
    other.close();
    database.close();
    rmSync(folder, { recursive: true });
  });
});
