"""The words before a date that say what happened then: published, or changed.

Comes in: nothing. Goes out: two patterns, in the languages of news. Must not know: how dates are written.
"""

from __future__ import annotations

import re

MODIFIED = re.compile(
    r"updat|modif|revis|last edit|aktuali[sz]|geändert|stand:|mis à jour|màj|actuali[sz]|atuali[sz]|aggiornat"
    r"|bijgewerkt|gewijzigd"
    r"|uppdaterad|oppdatert|opdateret|päivitetty|muokattu|zmieniono|frissít|обновлен|изменен|оновлен|güncelle"
    r"|diperbarui"
    r"|更新|수정|تحديث|עודכן|ενημέρ|cập nhật|edytow|upraven|ažurir|actualit|atjaun|uuend|atnaujin",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"publi|posted|erstellt|veröffentlicht|publié|pubblicat|geplaatst|gepubliceerd|опубликован|yayın|创建|发布|登録|입력|نشر"
    r"|פורסם|δημοσί",
    re.IGNORECASE,
)
