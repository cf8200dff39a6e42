from broadsheet.parse.octets import has_controls as has_controls
from broadsheet.parse.octets import is_utf8 as is_utf8
from broadsheet.parse.octets import marked_twice as marked_twice

DIGEST: str
