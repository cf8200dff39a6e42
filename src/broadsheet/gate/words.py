"""The words of pages that are no articles, in the languages of news: data only.

Comes in: nothing. Goes out: tuples of phrases, lower case, compared as plain substrings, so
their cost is linear. Must not know how they are weighed (`walls.py`): words alone refuse no page.
A table is one line a language: its subtag, a colon, phrases between bars.
"""

from __future__ import annotations


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        language, _, phrases = line.strip().partition(": ")
        rows[language] = rows.get(language, ()) + tuple(phrase.strip() for phrase in phrases.split("|"))
    return rows


def _phrases(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for phrases in table.values() for phrase in phrases))


ROBOT_BY_LANGUAGE = _table("""
en: are you a robot|i'm not a robot|i am not a robot|you are not a robot|you're not a robot|not a bot|security check
en: verify you are human|verify you're human|verify that you are human|prove you are human|prove you're human
en: confirm you are human|human verification|unusual traffic|unusual activity from your computer|automated access
en: complete the captcha|solve the captcha|enter the characters you see|type the characters|just a moment...
en: one moment, please|checking your browser|bot protection|access denied|request blocked|has been blocked
de: sind sie ein roboter|kein roboter|sie ein mensch sind|ungewöhnlichen datenverkehr|sicherheitsüberprüfung
de: zugriff verweigert|einen moment, bitte|dass sie ein mensch
fr: êtes-vous un robot|pas un robot|êtes un humain|êtes humain|trafic inhabituel|vérification de sécurité|accès refusé
fr: un instant…|un instant...
es: no eres un robot|no soy un robot|eres humano|es usted un robot|es humano|tráfico inusual|acceso denegado
es: verificación de seguridad|un momento...
it: non sei un robot|non sono un robot|sei umano|traffico insolito|accesso negato|verifica di sicurezza
pt: não é um robô|não sou um robô|você é humano|tráfego incomum|acesso negado|só um momento
nl: geen robot|bent u een robot|u een mens bent|toegang geweigerd
sv: inte en robot|är en människa|åtkomst nekad
da: ikke en robot|er et menneske|adgang nægtet
no: ingen tilgang|er et menneske
fi: et robotti|olet ihminen|pääsy evätty
pl: nie jesteś robotem|nie jestem robotem|jesteś człowiekiem|odmowa dostępu
cs: nejste robot|nejsem robot|že jste člověk|přístup odepřen
hu: nem vagyok robot|hozzáférés megtagadva
ro: nu sunteți un robot|nu sunt robot|acces interzis
ru: я не робот|вы не робот|что вы человек|доступ запрещен|доступ ограничен|необычный трафик|проверка браузера
uk: ви не робот|доступ заборонено
tr: robot değilim|robot olmadığınızı|insan olduğunuzu|erişim engellendi
el: δεν είστε ρομπότ|δεν είμαι ρομπότ
ar: لست روبوت|أنك إنسان|تم رفض الوصول
he: אינך רובוט|אינני רובוט|שאתה אנושי
zh: 我不是机器人|您不是机器人|我不是機器人|人机验证|安全验证|请完成验证|异常流量|請完成驗證
ja: 私はロボットではありません|ロボットではない|アクセスが拒否
ko: 인간인지 확인|로봇이 아닙니다|보안 확인|접근이 거부
id: bukan robot|akses ditolak
vi: không phải là robot|truy cập bị từ chối
th: ไม่ใช่หุ่นยนต์
""")

CONSENT_BY_LANGUAGE = _table("""
en: we value your privacy|we care about your privacy|your privacy is important to us|before you continue|reject all
en: accept all cookies|accept cookies|manage cookies|manage consent|consent to|our partners|legitimate interest
en: store and/or access information on a device|family of brands|cookie settings|accept all
de: cookie-einstellungen|alle akzeptieren|alle cookies akzeptieren|zustimmen und weiter|akzeptieren und weiter
de: mit werbung weiterlesen|mit werbung lesen|werbung und tracking|einwilligung|unsere partner|berechtigtes interesse
de: ihre zustimmung|bevor sie zu|unserer partner
fr: accepter et continuer|tout accepter|accepter les cookies|continuer sans accepter|nos partenaires
fr: votre consentement|intérêt légitime|respectons votre vie privée|paramétrer les cookies
es: aceptar y continuar|aceptar todas|aceptar cookies|rechazar y suscribirse|nuestros socios|interés legítimo
es: tu privacidad|su privacidad
it: accetta e continua|accetta tutto|accetta tutti|i nostri partner|legittimo interesse|la tua privacy
it: rifiuta e abbonati
pt: aceitar todos|aceitar e continuar|nossos parceiros|nossos cookies|sua privacidade
nl: alles accepteren|alle cookies accepteren|onze partners|gerechtvaardigd belang|jouw privacy|toestemming
sv: acceptera alla|godkänn alla|våra partner|samtycke
no: godta alle|våre partnere|samtykke
da: accepter alle|vores partnere|samtykke
fi: hyväksy kaikki|suostumus|kumppanimme
pl: akceptuję|przejdź do serwisu|zaakceptuj|zaufani partnerzy|zgoda
cs: přijmout vše|souhlasím|naši partneři
sk: prijať všetko|súhlasím
hu: elfogadom|összes elfogadása|partnereink
ro: acceptă tot|partenerii noștri
ru: принять все|наши партнеры|согласие
uk: прийняти все|наші партнери
tr: tümünü kabul et|çerez|ortaklarımız
el: αποδοχή όλων|συμφωνώ|οι συνεργάτες μας
ja: すべて同意|同意する
zh: 全部接受|接受所有
ko: 모두 동의
""")

PRIVACY_STEMS_BY_LANGUAGE = _table("""
en: cookie|consent|privacy|personal data|partner|personalis|personaliz|advertis|vendor|gdpr|tracking
en: legitimate interest
de: datenschutz|einwilligung|personenbezogen|werbung|zustimm
fr: vie privée|consentement|données personnelles|publicit|partenaire
es: privacidad|consentimiento|datos personales|publicidad|socios
it: consenso|dati personali|pubblicit
pt: privacidade|consentimento|dados pessoais|parceiros
nl: toestemming|persoonsgegevens|advertent
sv: samtyck|personuppgift|annons
no: samtykke|personoplysning
fi: suostumu|henkilötie|evästee
pl: zgod|dane osobowe|danych osobowych|reklam|prywatno
cs: souhlas|osobní údaj|soukrom
hu: hozzájárul|személyes adat
ro: consimțăm|date cu caracter personal
ru: согласи|персональн|реклам|куки
tr: çerez|kişisel veri|rıza
el: συγκατάθεσ|προσωπικ
ja: クッキー|個人情報|プライバシー
zh: 隐私|個人資料
ko: 쿠키|개인정보
""")

ACCOUNT_STEMS_BY_LANGUAGE = _table("""
en: log in|login|sign in|subscri|register|password|an account|free account|your account
en: e-mail address|free article|continue reading
de: anmelde|einlogg|abonn|registrier|passwort|nutzerkonto|kundenkonto
fr: connectez|abonn|inscri|mot de passe|identifi
es: inicia|suscri|regístr|registr|contraseña
it: acced|abbon|registr|password
pt: faça login|assin|cadastr|senha
nl: inlog|log in|abonn|wachtwoord|registre
sv: logga in|prenumer|lösenord
da: log ind|abonn|adgangskode
no: logg inn|abonn|passord
fi: kirjaudu|tilaa|salasana
pl: zalog|prenumer|hasło|rejestr
cs: přihl|předplat|heslo|registr
hu: jelentkez|előfizet|jelszó|regisztr
ro: autentific|abon|parol
ru: войд|войт|подпис|парол|регистр|авториз
uk: увій|передплат|парол|реєстр
tr: giriş|abone|şifre|üye ol
el: συνδεθ|συνδρομ|κωδικ
ar: تسجيل|اشترا|كلمة المرور
he: התחבר|מנוי|סיסמה
zh: 登录|登錄|订阅|訂閱|注册|註冊|密码
ja: ログイン|会員|登録|パスワード
ko: 로그인|구독|회원|비밀번호
""")

LOGIN_BY_LANGUAGE = _table("""
en: log in to continue|log in to read|sign in to continue|sign in to read|login to continue|please log in|please sign in
en: you must be logged in|you need to log in|register to continue|register to read|create a free account to
en: create an account to|subscribe to continue|subscribe to read|subscribe now to|to continue reading
en: already a subscriber|for subscribers only|subscribers only|members only|this content is for members
de: bitte melden sie sich an|bitte loggen sie sich ein|anmelden, um|einloggen und weiterlesen|jetzt weiterlesen
de: nur für abonnenten|nur für registrierte|weiterlesen mit|registrieren, um|sie haben noch kein
fr: connectez-vous pour|identifiez-vous pour|réservé aux abonnés|pour lire la suite|déjà abonné|créez un compte
fr: abonnez-vous pour
es: inicia sesión para|inicie sesión para|regístrate para|suscríbete para|solo para suscriptores|para seguir leyendo
it: accedi per|registrati per|abbonati per|riservato agli abbonati|per continuare a leggere
pt: faça login para|entre para continuar|cadastre-se para|exclusivo para assinantes|para continuar lendo
nl: log in om|inloggen om|maak een account|alleen voor abonnees|verder lezen
sv: logga in för|bli prenumerant
no: bare for abonnenter|logg inn for
da: log ind for|kun for abonnenter
fi: kirjaudu sisään|vain tilaajille|tilaa ja lue
pl: zaloguj się|dla prenumeratorów|wykup dostęp
cs: přihlaste se|pouze pro předplatitele
hu: jelentkezz be|csak előfizetőknek
ro: autentifică-te|doar pentru abonați
ru: войдите, чтобы|авторизуйтесь|только для подписчиков
uk: увійдіть, щоб|лише для передплатників
tr: giriş yapın|sadece aboneler
el: συνδεθείτε|μόνο για συνδρομητές
ar: يرجى تسجيل الدخول|للمشتركين فقط
he: התחברו כדי|למנויים בלבד
zh: 请登录|登录后|訂閱後
ja: ログインして|会員限定|有料会員
ko: 로그인 후|구독자 전용
id: masuk untuk
vi: đăng nhập để
""")

NOT_FOUND_BY_LANGUAGE = _table("""
en: 404|page not found|not be found|doesn't exist|does not exist|no longer available|no longer exists|page has moved
en: could not find the page|can't find the page|we can't find|we couldn't find|nothing was found|nothing found
en: page you requested|page you are looking for|page you were looking for|has been removed|content is not available
en: content unavailable|article not found|story not found|file not found|error 410|article has expired
de: seite nicht gefunden|nicht gefunden|existiert nicht|nicht mehr verfügbar|seite konnte nicht|artikel nicht verfügbar
fr: page introuvable|page non trouvée|n'existe pas|n'existe plus|page demandée|n'est plus disponible
es: página no encontrada|no encontrada|no existe|ya no está disponible|no se ha encontrado
it: pagina non trovata|non trovata|non esiste|non è più disponibile
pt: página não encontrada|não encontrada|não encontramos|não existe
nl: pagina niet gevonden|niet gevonden|bestaat niet|niet meer beschikbaar
sv: sidan kunde inte hittas|hittades inte|finns inte
da: siden blev ikke fundet|findes ikke|ikke fundet
no: siden finnes ikke|finner ikke siden|ikke funnet
fi: sivua ei löy|ei löytynyt
pl: nie znaleziono|strona nie istnieje|nie istnieje
cs: stránka nenalezena|nebyla nalezena|neexistuje
sk: stránka sa nenašla|neexistuje
hu: nem található|nem létezik
ro: pagina nu a fost găsită|nu a fost găsit|nu există
ru: страница не найдена|не найдена|не существует
uk: сторінку не знайдено|не знайдено|не існує
bg: страницата не
tr: sayfa bulunamadı|bulunamadı
el: η σελίδα δεν|δεν βρέθηκε
ar: الصفحة غير موجودة|غير موجودة|لم يتم العثور
he: הדף לא נמצא|לא נמצא
zh: 页面不存在|找不到页面|页面未找到|頁面不存在|找不到網頁
ja: ページが見つかりません|見つかりません|お探しのページ
ko: 페이지를 찾을 수 없습니다|찾을 수 없
id: halaman tidak ditemukan|tidak ditemukan
vi: không tìm thấy
th: ไม่พบหน้า
hi: पृष्ठ नहीं मिला
""")

PARKED_BY_LANGUAGE = _table("""
en: domain is for sale|domain is parked|domain has expired|buy this domain|domain may be for sale|make an offer on this
en: domain name is for sale|is parked free|courtesy of godaddy|hugedomains|sedo domain parking|parked domain
en: future home of something quite cool|domain registration expired|account has been suspended
de: domain steht zum verkauf|diese domain kaufen|domain ist geparkt
fr: domaine est à vendre
es: dominio está en venta|dominio está a la venta
it: dominio è in vendita
pt: domínio está à venda
nl: domeinnaam is te koop|domeinnaam te koop
sv: domänen är till salu
da: domænet er til salg
pl: domena jest na sprzedaż
cs: doména je na prodej
ru: домен продается|домен продаётся
tr: alan adı satılık
zh: 域名出售
ja: ドメインは売り出し中
ko: 도메인 판매
""")

JAVASCRIPT_BY_LANGUAGE = _table("""
en: enable javascript|javascript is disabled|javascript is required|requires javascript|turn on javascript
en: javascript to run this app|without javascript|supports javascript|javascript must be enabled
de: javascript aktivieren|javascript ist deaktiviert|aktivieren sie javascript
fr: activer javascript|activez javascript|javascript est désactivé
es: habilitar javascript|habilita javascript|activar javascript|active javascript
it: abilita javascript|attiva javascript|abilitare javascript
pt: ative o javascript|habilite o javascript
nl: schakel javascript|javascript inschakelen
sv: aktivera javascript
da: aktiver javascript|slå javascript
no: aktiver javascript
fi: ota javascript käyttöön
pl: włącz javascript|włączyć javascript
cs: povolte javascript|zapněte javascript
hu: engedélyezze a javascript
ro: activați javascript
ru: включите javascript|включить javascript
uk: увімкніть javascript
tr: javascript'i etkin|javascript etkin
el: ενεργοποιήστε τη javascript|ενεργοποιήστε το javascript
ar: تفعيل جافا
zh: 启用javascript|启用 javascript|啟用 javascript
ja: javascriptを有効|javascript を有効
ko: 자바스크립트
id: aktifkan javascript
vi: bật javascript
""")

ROBOT = _phrases(ROBOT_BY_LANGUAGE)
CONSENT = _phrases(CONSENT_BY_LANGUAGE)
PRIVACY_STEMS = _phrases(PRIVACY_STEMS_BY_LANGUAGE)
ACCOUNT_STEMS = _phrases(ACCOUNT_STEMS_BY_LANGUAGE)
LOGIN = _phrases(LOGIN_BY_LANGUAGE)
NOT_FOUND = _phrases(NOT_FOUND_BY_LANGUAGE)
PARKED = _phrases(PARKED_BY_LANGUAGE)
JAVASCRIPT = _phrases(JAVASCRIPT_BY_LANGUAGE)

PARKING_HOSTS = (
    "parkingcrew.net",
    "sedoparking.com",
    "bodis.com",
    "afternic.com",
    "hugedomains.com",
    "parklogic.com",
    "above.com/",
    "uniregistry",
    "domainmarket.com",
)
"""Hosts of scripts and frames on parked domains."""
