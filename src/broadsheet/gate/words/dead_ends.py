"""Words of pages behind which there is no article: missing, moved, for sale, in want of scripts; data only.

Comes in: nothing. Goes out: tables by language. Must not know how they are weighed.
"""

from __future__ import annotations

from broadsheet.gate.words.table import table

NOT_FOUND_BY_LANGUAGE = table("""
en: 404|page not found|not be found|doesn't exist|does not exist|no longer available|no longer exists|page has moved
en: could not find the page|can't find the page|we can't find|we couldn't find|nothing was found|nothing found
en: page you requested|page you are looking for|page you were looking for|content is not available|content unavailable
en: article not found|story not found|file not found|error 410|article has expired|can't find that page
en: page cannot be found|page can't be found|couldn't be found|this page isn't available|page isn't here
en: story has been taken down|url cannot be found|this page has moved|page doesn't exist|page does not exist
en: story is no longer|page has been removed|page has been deleted|article has been removed|article has been deleted
en: story has been removed|has been removed from
de: seite nicht gefunden|nicht gefunden|existiert nicht|nicht mehr verfügbar|seite konnte nicht
de: artikel nicht verfügbar|seite gibt es nicht|gibt es diese seite nicht|diese seite gibt es|seite existiert nicht
de: seite wurde nicht gefunden|seite ist nicht mehr|beitrag wurde gelöscht|artikel wurde gelöscht
de: artikel ist nicht mehr|seite ist umgezogen|seite wurde verschoben|seite wurde gelöscht
fr: page introuvable|page non trouvée|n'existe pas|n'existe plus|page demandée|n'est plus disponible
fr: page est introuvable|page inexistante|article introuvable|page a changé d'adresse|page a été déplacée
fr: page a été supprimée|article a été supprimé|article n'est plus|nous ne trouvons pas la page
es: página no encontrada|no encontrada|no existe|ya no está disponible|no se ha encontrado|no pudo encontrarse
es: página se ha trasladado|página ha sido eliminada|noticia ha sido eliminada|no encontramos la página
es: no encontramos lo que buscas|no hemos encontrado la página|página no está disponible
it: pagina non trovata|non trovata|non esiste|non è più disponibile|pagina inesistente|pagina è stata spostata
it: pagina è stata rimossa|articolo è stato rimosso|non troviamo la pagina|pagina richiesta|pagina che cerchi
pt: página não encontrada|não encontrada|não encontramos|não existe|página inexistente|página não foi encontrada
pt: página mudou|página foi removida|notícia foi removida|página não está disponível
nl: pagina niet gevonden|niet gevonden|niet meer beschikbaar|pagina bestaat niet|pagina is verhuisd
nl: pagina is verwijderd|pagina niet vinden|artikel is verwijderd|pagina is niet
sv: sidan kunde inte hittas|hittades inte|finns inte|kan inte hittas|kan inte hitta|sidan har flyttat
sv: sidan är borttagen|vi hittar inte sidan|artikeln har tagits bort|sidan du letar efter
da: siden blev ikke fundet|findes ikke|ikke fundet|kan ikke findes|kunne ikke findes|siden er flyttet|siden findes
da: siden er slettet|vi kan ikke finde siden|artiklen er slettet
no: siden finnes ikke|finner ikke siden|ikke funnet|finnes ikke|ble ikke funnet|siden er flyttet|siden er slettet
no: fant ikke siden|vi finner ikke|artikkelen er slettet|denne siden finnes
fi: sivua ei löy|ei löytynyt|sivu on siirtynyt|sivua ei ole|sivu on poistettu|sivua ei voitu
pl: nie znaleziono|strona nie istnieje|nie istnieje|nie ma takiej strony|strona nie została|nie odnaleziono
pl: strona została przeniesiona|strona została usunięta|artykuł został usunięty|strony nie znaleziono
cs: stránka nenalezena|nebyla nalezena|neexistuje|stránka neexistuje|stránka byla přesunuta|stránka byla odstraněna
cs: stránku jsme nenašli
sk: stránka sa nenašla|neexistuje|nebola nájdená|nenašla|stránka bola presunutá|stránku sme nenašli
hu: nem található|nem létezik|az oldal nem|az oldalt áthelyez|az oldal nem található|az oldalt törölt|a keresett oldal
ro: pagina nu a fost găsită|nu a fost găsit|nu există|pagina nu exist|căutată nu exist|pagina a fost mutată
ro: pagina nu există|pagina nu mai există|nu am găsit pagina|pagina căutată
ru: страница не найдена|не найдена|не существует|страницы нет|страницы не существует|ничего не найдено
ru: страница удалена|страница переехала|страница перемещена|материал удалён|материал удален|не удалось найти страницу
ru: страница больше не доступна
uk: сторінку не знайдено|не знайдено|не існує|сторінки немає|такої сторінки|сторінку видалено|сторінка переїхала
uk: сторінку переміщено
bg: страницата не|не е намерена|не съществува|не беше намерена
tr: sayfa bulunamadı|bulunamadı|bulunamamıştır|böyle bir sayfa|sayfa taşındı|sayfa mevcut değil|sayfa kaldırıl
tr: haber kaldırıl
el: η σελίδα δεν|δεν βρέθηκε|σελίδα που ζητήσατε|η σελίδα έχει|η σελίδα αυτή δεν
ar: الصفحة غير موجودة|غير موجودة|لم يتم العثور|لا يمكن العثور|تم نقل الصفحة|تم حذف الصفحة|الصفحة التي تبحث|لم نعثر على
he: הדף לא נמצא|לא נמצא|לא מצאנו|הדף הוסר|העמוד הוסר|העמוד לא|הדף אינו|העמוד שחיפשת
zh: 页面不存在|找不到页面|页面未找到|頁面不存在|找不到網頁|页面找不到|未找到|不存在|無法找到|找不到|文章已被删除
zh: 内容已被删除|页面已被删除|页面已移至
ja: ページが見つかりません|見つかりません|お探しのページ|見つかりませんでした|存在しません|ページはありません
ja: ページは移転|記事は削除|ページが存在|ページは存在
ko: 페이지를 찾을 수 없습니다|찾을 수 없|존재하지 않는|찾을 수 없는|없는 페이지|삭제된 기사|삭제되었거나|페이지가 존재
id: halaman tidak ditemukan|tidak ditemukan|halaman yang anda cari|halaman telah|halaman tidak tersedia
vi: không tìm thấy|trang bạn tìm|trang không tồn tại|bài viết đã bị
th: ไม่พบหน้า|ไม่พบหน้าที่
hi: पृष्ठ नहीं मिला|नहीं मिला|मौजूद नहीं|पृष्ठ मौजूद नहीं|पेज उपलब्ध नहीं|पृष्ठ उपलब्ध नहीं|पेज नहीं|हटा दिया गया
hr: nije pronađena|ne postoji
sr: није пронађена|не постоји|nije pronađena
fa: یافت نشد|پیدا نشد
en: isn't here|page you asked for|document has moved|object moved to|moved permanently|302 found|article unavailable
en: page unavailable|page is missing|page is gone|page not available|error 404
es: no está en nuestra web|página solicitada|la noticia a la que
ca: no hem trobat|pàgina no trobada|no s'ha trobat
eu: ez da aurkitu
gl: non se atopou
sl: strani ni|stran ne obstaja
et: ei leitud
lv: nav atrasta
lt: nerastas|nerasta
is: fannst ekki
ms: tidak dijumpai|tidak wujud|halaman yang anda cari
bn: খুঁজে পাওয়া যায়নি|পাওয়া যায়নি|পাতাটি নেই|পৃষ্ঠাটি নেই
ur: صفحہ نہیں ملا|صفحہ موجود نہیں|صفحہ دستیاب نہیں
mr: पृष्ठ सापडले नाही|पान सापडले नाही|सापडले नाही
ta: பக்கம் கிடைக்கவில்லை|பக்கம் காணப்படவில்லை|பக்கத்தைக் காணவில்லை
te: పేజీ కనబడలేదు|పేజీ దొరకలేదు|పేజీ కనుగొనబడలేదు
sw: ukurasa haupatikani|ukurasa haukupatikana|haukupatikana
tl: hindi nahanap|hindi makita ang pahina
sq: faqja nuk u gjet|nuk u gjet
mk: страницата не постои|не е пронајдена
be: старонка не знойдзена|не знойдзена
ka: გვერდი ვერ მოიძებნა|ვერ მოიძებნა
hy: էջը չի գտնվել|չի գտնվել
az: səhifə tapılmadı|tapılmadı
kk: бет табылмады|табылмады
en: is not here any more|is not here anymore|no longer here
sk: článok sa nenašiel|nenašiel
en: nothing at this address|has been unpublished|have been unpublished|have been removed|has been withdrawn
pl: tej strony już nie|tej strony nie ma
it: non è stata trovata|non è stato trovato
""")


PARKED_BY_LANGUAGE = table("""
en: domain is for sale|domain is parked|domain has expired|buy this domain|domain may be for sale
en: make an offer on this|domain name is for sale|is parked free|courtesy of godaddy|hugedomains|sedo domain parking
en: parked domain|future home of something quite cool|domain registration expired|account has been suspended
en: parked by its registrar|buy this domain name|this domain is available|this site has been suspended
en: website is suspended|this website is parked|domain name has been registered|domain has been registered
en: domain is registered and parked
de: domain steht zum verkauf|diese domain kaufen|domain ist geparkt|hier entsteht eine neue|noch nicht mit inhalten
de: domain zu verkaufen|wurde registriert und geparkt
fr: domaine est à vendre|acheter ce domaine|domaine est en vente|ce domaine est parqué
es: dominio está en venta|dominio está a la venta|comprar este dominio|dominio aparcado|dominio en venta
it: dominio è in vendita|acquista questo dominio|dominio parcheggiato
pt: domínio está à venda|compre este domínio|comprar este domínio
nl: domeinnaam is te koop|domeinnaam te koop|koop deze domeinnaam|domein is geregistreerd
sv: domänen är till salu|köp den här domänen|domänen är parkerad
da: domænet er til salg|køb dette domæne
pl: domena jest na sprzedaż|kup tę domenę|domena zaparkowana
cs: doména je na prodej|koupit doménu|doména je zaparkovaná
ru: домен продается|домен продаётся|домен выставлен на продажу|купить домен|домен припаркован|домен не прилинкован
ru: срок регистрации домена
tr: alan adı satılık|alan adı satılıktır|satılık alan adı|bu domain satılık|domain satılıktır
zh: 域名出售|域名正在出售|此域名出售|域名可以转让|域名转让|購買此域名
ja: ドメインは売り出し中|ドメイン名は販売中|このドメインは売
ko: 도메인 판매|도메인은 판매|도메인을 구입
no: domenet er til salgs
fi: verkkotunnus on myytävänä|verkkotunnus on myynnissä
hu: domain eladó|a domain név eladó
ro: domeniul este de vânzare|domeniu de vânzare
uk: домен продається|домен припарковано
ar: النطاق معروض للبيع|هذا النطاق للبيع
en: apache2 default page|apache2 ubuntu default|welcome to nginx!|test page for the apache|test page for the http
en: iis windows server
en: default web site page|web server's default page|domain has been suspended
en: site has been suspended|this domain has expired
en: website coming soon|domain is not configured|plesk default page
en: domain name is reserved|domain is reserved|reserved for a customer of
de: domain ist reserviert|domain reserviert|domain wurde reserviert
nl: domeinnaam is gereserveerd|domeinnaam gereserveerd|domein is gereserveerd
sv: domänen är reserverad|domänen är registrerad
da: domænet er reserveret|domænet er registreret
no: domenet er reservert|domenet er registrert
it: dominio è riservato|dominio riservato
es: dominio está reservado|dominio reservado
fi: verkkotunnus on varattu
cs: doména je registrována|doména je zaregistrována
hu: domain foglalt|a domain regisztrálva
de: domain ist bereits vergeben|domain wurde registriert|webseite wurde gesperrt|diese domain ist|domain ist nicht
fr: domaine a été réservé|n'héberge pas encore
fr: site a été suspendu|domaine a été enregistré|domaine est réservé
es: sitio ha sido suspendido|dominio ha caducado|dominio ha sido registrado
it: sito è stato sospeso|dominio è stato registrato|dominio è scaduto
pt: site foi suspenso|domínio expirou
nl: domeinnaam is geregistreerd|domein is verlopen
pl: domena wygasła|strona została zawieszona|domena została zarejestrowana
ru: сайт заблокирован хостинг|домен зарегистрирован|хостинг отключён
ja: このドメインは現在|ドメインの有効期限|ドメインは使用されて
zh: 域名已过期|网站暂时无法访问
en: account suspended
de: konto wurde gesperrt|account wurde gesperrt|webspace wurde gesperrt|webhosting-konto
fr: compte a été suspendu|compte suspendu
es: cuenta ha sido suspendida|cuenta suspendida
it: account è stato sospeso|account sospeso
pt: conta foi suspensa|conta suspensa
nl: account is geblokkeerd|account is opgeschort
pl: konto zostało zawieszone|konto zawieszone
cs: účet byl pozastaven
ro: contul a fost suspendat|cont suspendat
ru: аккаунт заблокирован|аккаунт приостановлен|хостинг заблокирован|сайт отключён
tr: hesap askıya alın|hesabı askıya alın
pl: domena jest zarezerwowana|domena została zarezerwowana|strona zostanie uruchomiona|strona w budowie
ja: ドメインは、|ドメインを取得|で取得されています
id: akun ini telah ditangguhkan|akun ditangguhkan
vi: tài khoản đã bị|tên miền đang được bán
""")


DOMAIN_BY_LANGUAGE = table("""
en: domain
de: domain|domäne
fr: domaine
es: dominio
pt: domínio
nl: domein
sv: domän
da: domæne
no: domene
fi: verkkotunnus
pl: domena
cs: doména
ro: domeniu
ru: домен
tr: alan adı
ar: النطاق
zh: 域名
ja: ドメイン
ko: 도메인
vi: tên miền
""")
"""What is for sale where a line offers a domain that is not the page's own."""


SEARCHED_BY_LANGUAGE = table("""
en: search result|results for your search
de: suchergebnis
fr: résultats de recherche|résultats de la recherche
es: resultados de la búsqueda|resultados de búsqueda
it: risultati della ricerca|risultati di ricerca
pt: resultados da pesquisa|resultados da busca|resultado da busca
nl: zoekresultaten
sv: sökresultat
da: søgeresultat
no: søkeresultat
fi: hakutulokset
pl: wyniki wyszukiwania
cs: výsledky vyhledávání|výsledky hledání
sk: výsledky vyhľadávania
hu: keresési eredmény
ro: rezultatele căutării|rezultate căutare
ru: результаты поиска
uk: результати пошуку
bg: резултати от търсенето
hr: rezultati pretrage
tr: arama sonuçları
el: αποτελέσματα αναζήτησης
ar: نتائج البحث
he: תוצאות חיפוש
fa: نتایج جستجو
hi: खोज परिणाम|खोज के नतीजे
zh: 搜索结果|搜尋結果
ja: 検索結果
ko: 검색 결과|검색결과
id: hasil pencarian
vi: kết quả tìm kiếm
th: ผลการค้นหา
""")
"""What a page of search results is called."""


SALE_BY_LANGUAGE = table("""
en: for sale|available for purchase
de: zum verkauf|zu verkaufen
fr: à vendre|en vente
es: en venta|a la venta
it: in vendita
pt: à venda
nl: te koop
sv: till salu
da: til salg
no: til salgs
fi: myytävänä
pl: na sprzedaż
cs: na prodej
hu: eladó
ro: de vânzare
ru: продаётся|продается|на продажу
uk: продається
tr: satılık
el: πωλείται
ar: للبيع
zh: 出售|转让
ja: 売り出し|販売
ko: 판매
""")
"""What is said of a domain that is for sale; of houses and horses too, so it counts only beside the domain's name."""

JAVASCRIPT_BY_LANGUAGE = table("""
en: enable javascript|javascript is disabled|javascript is required|requires javascript|turn on javascript
en: javascript to run this app|without javascript|supports javascript|javascript must be enabled|switch on javascript
en: activate javascript|javascript enabled|javascript to continue|javascript is turned off|browser is out of date
en: browser is outdated|your browser is not supported|needs javascript|allow javascript|javascript in your browser
en: enable scripts
de: javascript aktivieren|javascript ist deaktiviert|aktivieren sie javascript|javascript ein|javascript benötigt
de: javascript erforderlich|ohne javascript|browser ist veraltet|javascript zu aktivieren|javascript aktiviert
fr: activer javascript|activez javascript|javascript est désactivé|nécessite javascript|javascript activé
fr: javascript pour|autoriser javascript|navigateur est obsolète
es: habilitar javascript|habilita javascript|activar javascript|active javascript|necesita javascript
es: requiere javascript|habilite javascript|javascript está desactivado|navegador está obsoleto
it: abilita javascript|attiva javascript|abilitare javascript|richiede javascript|javascript è disabilitato
it: javascript nel browser|browser è obsoleto
pt: ative o javascript|habilite o javascript|ativar o javascript|ative javascript|requer javascript
pt: javascript está desativado|habilitar o javascript
nl: schakel javascript|javascript inschakelen|zet javascript|javascript aan|javascript vereist
nl: javascript is uitgeschakeld|browser is verouderd
sv: aktivera javascript|slå på javascript|kräver javascript|javascript är avstängt
da: aktiver javascript|slå javascript|kræver javascript|javascript er slået fra
no: aktiver javascript|krever javascript|slå på javascript
fi: ota javascript käyttöön|vaatii javascript|javascriptin käyttö|javascript on pois
pl: włącz javascript|włączyć javascript|obsługę javascript|wymaga javascript|javascript jest wyłączon
pl: włączenia javascript
cs: povolte javascript|zapněte javascript|vyžaduje javascript|javascript je vypnut|povolit javascript
hu: engedélyezze a javascript|javascript szükséges|kapcsolja be a javascript|javascript engedélyezés
ro: activați javascript|activeaza javascript|activează javascript|necesită javascript
ru: включите javascript|включить javascript|включите поддержку javascript|javascript отключ|необходим javascript
ru: требуется javascript|работы javascript
uk: увімкніть javascript|увімкнути javascript|потрібен javascript
tr: javascript'i etkin|javascript etkin|javascript'i aç|javascript gerekli|javascript gerektirir
tr: javascript'i etkinleştir
el: ενεργοποιήστε τη javascript|ενεργοποιήστε το javascript|απαιτεί javascript|ενεργοποιήσετε τη javascript
el: javascript είναι απενεργ
ar: تفعيل جافا
zh: 启用javascript|启用 javascript|啟用 javascript|需要javascript|需要 javascript|打开javascript|开启javascript
zh: 您的浏览器不支持|浏览器版本过低
ja: javascriptを有効|javascript を有効|javascriptをオン|javascript をオン|javascriptが無効|javascript が無効
ko: 자바스크립트|javascript를 활성|javascript를 사용|javascript가
id: aktifkan javascript
vi: bật javascript
sk: zapnite javascript|povoľte javascript
he: להפעיל javascript|הפעילו javascript|יש לאפשר javascript
it: non supporta javascript
fr: ne supporte pas javascript|ne prend pas en charge javascript
es: no soporta javascript|no admite javascript
de: unterstützt kein javascript
pl: nie obsługuje javascript
ru: не поддерживает javascript
""")


FILLERS_BY_LANGUAGE = table("""
en: unfortunately|sorry,|we're sorry,|oops!|oops,
de: leider
fr: malheureusement|désolé,
es: lamentablemente|desgraciadamente
it: purtroppo
pt: infelizmente
nl: helaas
sv: tyvärr
da: desværre
no: dessverre
fi: valitettavasti
pl: niestety
cs: bohužel
hu: sajnos
ro: din păcate
ru: к сожалению,|к сожалению
uk: на жаль,|на жаль
tr: maalesef|ne yazık ki
el: δυστυχώς
""")
"""Words of regret, which stand anywhere in a sentence and are taken out before it is compared."""

CRIES_BY_LANGUAGE = table("""
en: oops|ooops|whoops|uh-oh|uh oh|oh no|d'oh|sorry|we're sorry|error
de: hoppla|ups|huch|entschuldigung|fehler|hoppala
fr: oups|oh oh|erreur|désolé|nous sommes désolés
es: ups|vaya|uy|lo sentimos|error
it: ops|ooops|errore|ci dispiace
pt: ops|opa|erro|lamentamos|desculpe
nl: oeps|helaas|fout|sorry
sv: hoppsan|oj|ojdå|tyvärr
da: ups|hov|fejl|beklager
no: oi|oops|ops|feil|beklager
fi: hups|hupsista|oho|virhe|valitettavasti
pl: ups|ojej|oj|błąd|przepraszamy
cs: jejda|ouha|chyba|omlouváme se
hu: hoppá|hiba|sajnáljuk
ro: hopa|ups|eroare|ne pare rău
ru: ой|упс|ошибка|извините
uk: ой|помилка|вибачте
tr: hay aksi|hata|üzgünüz
el: ωχ|σφάλμα|λυπούμαστε
ca: ho sentim|ups
hr: ups|greška|žao nam je
ar: عذرا|عذرًا|خطأ
he: אופס|שגיאה|מצטערים
ja: エラー|申し訳ございません
zh: 抱歉|出错了|哎呀
ko: 오류|죄송합니다
""")
"""What an error page cries out where its headline is nothing else; a story's is more than a cry."""

PARKING_HOSTS = (
    "parkingcrew.net",
    "sedoparking.com",
    "bodis.com",
    "bodiscdn.com",
    "afternic.com",
    "parking-lander",
    "hugedomains.com",
    "parklogic.com",
    "above.com/",
    "uniregistry",
    "domainmarket.com",
)
"""Hosts of scripts and frames on parked domains."""
