"""One file a peer: a function `(html, url) -> text` that shows it at its best; runs in that peer's environment."""
