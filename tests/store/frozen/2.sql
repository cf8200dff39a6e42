CREATE VIEW article_search AS
        SELECT v.id AS version_id, a.id AS article_id, a.title, a.lead, v.text,
            trim(replace(a.authors, '","', ', '), '[]"') AS authors, trim(replace(a.tags, '","', ', '), '[]"') AS tags
        FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.latest_version
;;
CREATE VIRTUAL TABLE article_fts USING fts5 (
        title, lead, text, authors, tags,
        content = 'article_search', content_rowid = 'version_id',
        tokenize = 'unicode61 remove_diacritics 2'
    )
;;
CREATE TRIGGER article_unindexed BEFORE UPDATE OF title, lead, authors, tags, latest_version ON articles BEGIN
        INSERT INTO article_fts (article_fts, rowid, title, lead, text, authors, tags) SELECT 'delete', version_id, title, lead, text, authors, tags FROM article_search WHERE article_id = old.id;
    END
;;
CREATE TRIGGER article_indexed AFTER UPDATE OF title, lead, authors, tags, latest_version ON articles BEGIN
        INSERT INTO article_fts (rowid, title, lead, text, authors, tags) SELECT version_id, title, lead, text, authors, tags FROM article_search WHERE article_id = new.id;
    END
;;
CREATE TRIGGER article_deleted BEFORE DELETE ON articles BEGIN
        INSERT INTO article_fts (article_fts, rowid, title, lead, text, authors, tags) SELECT 'delete', version_id, title, lead, text, authors, tags FROM article_search WHERE article_id = old.id;
    END
;;
CREATE TRIGGER version_unindexed BEFORE UPDATE OF text ON versions BEGIN
        INSERT INTO article_fts (article_fts, rowid, title, lead, text, authors, tags) SELECT 'delete', version_id, title, lead, text, authors, tags FROM article_search WHERE version_id = old.id;
    END
;;
CREATE TRIGGER version_indexed AFTER UPDATE OF text ON versions BEGIN
        INSERT INTO article_fts (rowid, title, lead, text, authors, tags) SELECT version_id, title, lead, text, authors, tags FROM article_search WHERE version_id = new.id;
    END
;;
CREATE TRIGGER version_deleted BEFORE DELETE ON versions BEGIN
        INSERT INTO article_fts (article_fts, rowid, title, lead, text, authors, tags) SELECT 'delete', version_id, title, lead, text, authors, tags FROM article_search WHERE version_id = old.id;
    END
;;
INSERT INTO article_fts (article_fts) VALUES ('rebuild')
;;
