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
});
