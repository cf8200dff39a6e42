from broadsheet.extract.kinds.plain import plain as plain

DIGEST: str
