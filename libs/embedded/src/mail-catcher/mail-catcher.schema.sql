-- Mails that the built-in catcher took over; the newest stay.
CREATE TABLE IF NOT EXISTS caught_mails (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  sender TEXT NOT NULL,
  subject TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  raw BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS caught_recipients (
  address TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (address, number)
) WITHOUT ROWID;
