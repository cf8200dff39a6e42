CREATE TABLE page_texts (
        article_id TEXT PRIMARY KEY REFERENCES articles (id),
        site TEXT NOT NULL,  -- of the URL, else of the canonical URL; '' for pages without either
        story INTEGER NOT NULL,  -- pages with the same number are one story
        texts BLOB NOT NULL,  -- fingerprints of the page's texts: signed, 8 bytes each, little-endian, ascending
        extractor TEXT NOT NULL,  -- hash of the extractor that read the page
        applied TEXT  -- digest of extractor and template that `reextract` used last
    )
;;
CREATE INDEX page_texts_by_story ON page_texts (site, story, article_id)
;;
