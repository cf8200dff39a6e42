"""The builder of the reference pages; the pages themselves are Markdown."""
