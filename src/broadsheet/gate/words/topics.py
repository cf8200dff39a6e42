"""Stems of words that tell what a block speaks of: privacy, accounts; data only.

Comes in: nothing. Goes out: tables by language. Must not know how they are weighed.
"""

from __future__ import annotations

from broadsheet.gate.words.table import table

PRIVACY_STEMS_BY_LANGUAGE = table("""
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
pt: privac|personalizad
ca: galetes|consentiment|dades personals|privacitat
bg: бисквитк|съгласи|лични данни|реклам
hr: kolačić|privol|osobni podac|osobne podat
sl: piškotk|privolit|osebni podat
et: küpsis|nõusolek|isikuandme
lv: sīkdat|piekriš|personas dat
lt: slapuk|sutikim|asmens duomen
de: drittanbieter|personalisiert
fr: traceurs|personnalis
no: informasjonskaps|annons
da: samtykke|annonce|personoplysning
uk: згод|персональн|реклам
""")


ACCOUNT_STEMS_BY_LANGUAGE = table("""
en: log in|login|sign in|subscri|register|password|an account|free account|your account|e-mail address|free article
en: continue reading
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
