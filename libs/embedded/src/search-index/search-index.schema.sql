-- One row per article ever seen. `removed` keeps the version of a withdrawal; the other columns are then empty.
CREATE TABLE IF NOT EXISTS search_articles (
  docid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  language TEXT,
  published INTEGER,
  expires INTEGER,
  translation_group TEXT,
  facet_values TEXT,
  title_terms TEXT,
  title_words TEXT,
  summary_terms TEXT,
  card TEXT
);
-- Apart from the rest, so that reading cards and columns does not turn over the pages of the texts.
CREATE TABLE IF NOT EXISTS search_texts (docid INTEGER PRIMARY KEY, body TEXT NOT NULL);

-- Terms are `<language>·<stem>`; the analysis is done before, so the tokenizer only cuts at spaces.
CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5 (
  title, summary, names, body, content = '', contentless_delete = 1, tokenize = 'ascii'
);
INSERT INTO search_terms (search_terms, rank) VALUES ('rank', 'bm25(8.0, 3.0, 3.0, 1.0)');
-- From two segments of a level on they are merged when nothing is written.
INSERT INTO search_terms (search_terms, rank) VALUES ('usermerge', 2);

-- Values of facets, numbered over all facets.
CREATE TABLE IF NOT EXISTS search_values (
  value_id INTEGER PRIMARY KEY,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (facet, value)
);
-- Each beginning from which a value may be typed: "angela merkel" and "merkel".
CREATE TABLE IF NOT EXISTS search_value_beginnings (
  beginning TEXT NOT NULL,
  value_id INTEGER NOT NULL,
  PRIMARY KEY (beginning, value_id)
) WITHOUT ROWID;

-- What became of folded words, in order: JSON lists of word, languages, articles and so on; a later one of a word stands for it. Rows are
-- only added: to keep a word where it sorts would touch a page of the file for every word of an article.
CREATE TABLE IF NOT EXISTS search_words (row INTEGER PRIMARY KEY, words TEXT NOT NULL);
