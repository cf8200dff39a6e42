"""Words of doors that stand in front of an article: bot walls, consent, login; data only.

Comes in: nothing. Goes out: tables by language. Must not know how they are weighed.
"""

from __future__ import annotations

from broadsheet.gate.words.table import table

ROBOT_BY_LANGUAGE = table("""
en: are you a robot|i'm not a robot|i am not a robot|you are not a robot|you're not a robot|not a bot|security check
en: verify you are human|verify you're human|verify that you are human|prove you are human|prove you're human
en: confirm you are human|human verification|unusual traffic|unusual activity from your computer|automated access
en: complete the captcha|solve the captcha|enter the characters you see|type the characters|just a moment...
en: one moment, please|checking your browser|bot protection|access denied|request blocked|has been blocked
en: you are human|you're human|you are a human|you're a real person|you are a real person
de: sind sie ein roboter|kein roboter|sie ein mensch sind|ungewöhnlichen datenverkehr|sicherheitsüberprüfung
de: zugriff verweigert|einen moment, bitte|dass sie ein mensch|dass sie kein bot|überprüfung, ob sie ein mensch
de: automatisierte zugriffe|nur einen moment
fr: êtes-vous un robot|pas un robot|êtes un humain|êtes humain|trafic inhabituel|vérification de sécurité|accès refusé
fr: un instant…|un instant...|pas un automate|vérifiez que vous êtes|requêtes automatis
es: no eres un robot|no soy un robot|eres humano|es usted un robot|es humano|tráfico inusual|acceso denegado
es: verificación de seguridad|un momento...|no es un robot|no es usted un robot|que eres una persona|no soy robot
it: non sei un robot|non sono un robot|sei umano|traffico insolito|accesso negato|verifica di sicurezza
it: di non essere un robot|non sei un bot
pt: não é um robô|não sou um robô|você é humano|tráfego incomum|acesso negado|só um momento|não é um robot
pt: não sou um robot|que é humano
nl: geen robot|bent u een robot|u een mens bent|toegang geweigerd|geen bot bent|je een mens bent
nl: ongebruikelijk verkeer
sv: inte en robot|är en människa|åtkomst nekad|inte är en robot|att du är människa|inte en bot
da: ikke en robot|er et menneske|adgang nægtet|ikke er en robot|at du er et menneske
no: ingen tilgang|er et menneske|ikke er en robot|at du er et menneske|jeg er ikke en robot
fi: et robotti|olet ihminen|pääsy evätty|et ole robotti|en ole robotti
pl: nie jesteś robotem|nie jestem robotem|jesteś człowiekiem|odmowa dostępu|że nie jest pan robotem
pl: że jesteś człowiekiem|nietypowy ruch
cs: nejste robot|nejsem robot|že jste člověk|přístup odepřen|že nejste robot|nejste bot
hu: nem vagyok robot|hozzáférés megtagadva|nem robot|ön nem gép|hogy ön ember
ro: nu sunteți un robot|nu sunt robot|acces interzis|nu sunteți robot|nu ești robot|nu sunt un robot|că sunteți om
ru: я не робот|вы не робот|что вы человек|доступ запрещен|доступ ограничен|необычный трафик|проверка браузера
ru: подозрительный трафик|автоматические запросы|запросы с вашего устройства похожи
uk: ви не робот|доступ заборонено|що ви людина|що ви не бот
tr: robot değilim|robot olmadığınızı|insan olduğunuzu|erişim engellendi|robot olmadığınız|insan olduğunuz
tr: bot olmadığınız
el: δεν είστε ρομπότ|δεν είμαι ρομπότ|δεν είσαι ρομπότ|ότι είστε άνθρωπος
ar: لست روبوت|أنك إنسان|تم رفض الوصول|لست برنامج روبوت|أنك لست روبوت|أنك لست برنامج
he: אינך רובוט|אינני רובוט|שאתה אנושי|אינכם רובוט|אינכם רובוטים|אני לא רובוט|שאתם לא רובוט
zh: 我不是机器人|您不是机器人|我不是機器人|人机验证|安全验证|请完成验证|异常流量|請完成驗證|请证明您不是
zh: 拖动下方滑块|拖动滑块|滑动验证|請證明您不是
ja: 私はロボットではありません|ロボットではない|アクセスが拒否|人間であることを確認|ボットではない
ko: 인간인지 확인|로봇이 아닙니다|보안 확인|접근이 거부|로봇이 아님|자동 등록 방지|사람임을 확인
id: bukan robot|akses ditolak
vi: không phải là robot|truy cập bị từ chối|không phải robot|bạn là con người
th: ไม่ใช่หุ่นยนต์|ยืนยันว่าคุณเป็นมนุษย์
hi: रोबोट नहीं
en: automated requests|too many requests|403 forbidden|error 403|made too many|you have been blocked|automated queries
de: zu viele anfragen|zugriff gesperrt|automatisierte anfragen
fr: trop de requêtes|accès bloqué|accès interdit|faites glisser
es: acceso ha sido bloqueado|acceso restringido|acceso bloqueado|demasiadas solicitudes|comportamiento automático
it: troppe richieste|accesso bloccato
pt: muitas solicitações|acesso bloqueado|demasiados pedidos
nl: te veel verzoeken|toegang geblokkeerd
pl: zbyt wiele żądań|dostęp zablokowany
ru: слишком много запросов|доступ заблокирован
tr: çok fazla istek
zh: 访问过于频繁|访问被拒绝|请求过于频繁
ja: アクセスが集中|アクセスが制限
ko: 접근이 차단|접속이 차단
de: kein bot bist|kein bot sind|du kein roboter
fr: pas un bot|n'êtes pas un bot
es: no eres un bot|no es un bot
pt: não é um bot|não és um bot
pl: nie jesteś botem
ro: nu ești un bot|nu sunteți un bot
fa: ربات نیستید
""")


CONSENT_BY_LANGUAGE = table("""
en: we value your privacy|we care about your privacy|your privacy is important to us|before you continue|reject all
en: accept all cookies|accept cookies|manage cookies|manage consent|consent to|our partners|legitimate interest
en: store and/or access information on a device|family of brands|cookie settings|accept all|you can refuse
en: we use cookies|reject and subscribe|accept and continue|pay or okay|read with ads
de: cookie-einstellungen|alle akzeptieren|alle cookies akzeptieren|zustimmen und weiter|akzeptieren und weiter
de: mit werbung weiterlesen|mit werbung lesen|werbung und tracking|einwilligung|unsere partner|berechtigtes interesse
de: ihre zustimmung|bevor sie zu|unserer partner|akzeptieren und schließen|werbefrei lesen|tracking und cookies
de: weiterlesen mit werbung|nur notwendige|und unsere partner
fr: accepter et continuer|tout accepter|accepter les cookies|continuer sans accepter|nos partenaires
fr: votre consentement|intérêt légitime|respectons votre vie privée|paramétrer les cookies|accepter et fermer
fr: continuer sans|votre vie privée|avec votre accord|refuser et s'abonner|s'abonner pour refuser
es: aceptar y continuar|aceptar todas|aceptar cookies|rechazar y suscribirse|nuestros socios|interés legítimo
es: tu privacidad|su privacidad|nosotros y nuestros|con tu consentimiento|rechazar y pagar|configurar cookies
es: con su consentimiento
it: accetta e continua|accetta tutto|accetta tutti|i nostri partner|legittimo interesse|la tua privacy
it: rifiuta e abbonati|noi e i nostri|gestisci preferenze|continua senza accettare
pt: aceitar todos|aceitar e continuar|nossos parceiros|nossos cookies|sua privacidade|valorizamos a sua privacidade
pt: gerir as suas|concordo|nós e os nossos|rejeitar todos
nl: alles accepteren|alle cookies accepteren|onze partners|gerechtvaardigd belang|jouw privacy|toestemming|akkoord
nl: instellingen aanpassen|wij en onze|cookies weigeren|jouw toestemming
sv: acceptera alla|godkänn alla|våra partner|samtycke|godkänn och|vi och våra|hantera inställningar|acceptera och
no: godta alle|våre partnere|samtykke|vi og våre|tillat alle|samtykker
da: accepter alle|vores partnere|samtykke|vi og vores|tillad alle|kun nødvendige|dit samtykke
fi: hyväksy kaikki|suostumus|kumppanimme|me ja kumppan|salli kaikki|suostumuk
pl: akceptuję|przejdź do serwisu|zaakceptuj|zaufani partnerzy|zgoda|my i nasi|twoją prywatność|przechodzę do serwisu
pl: zgadzam się|akceptuj
cs: přijmout vše|souhlasím|naši partneři|my a naši|souhlasím a pokračovat|přijmout a
sk: prijať všetko|súhlasím|my a naši|prijať a
hu: elfogadom|összes elfogadása|partnereink|mi és partner|hozzájárulás|további lehetőségek
ro: acceptă tot|partenerii noștri|noi și partenerii|sunt de acord|mai multe opțiuni
ru: принять все|наши партнеры|согласие|мы и наши|принимаю|настройки cookie|согласен
uk: прийняти все|наші партнери|ми та наші|погоджуюсь|прийняти
tr: tümünü kabul et|çerez|ortaklarımız|biz ve ortak|kabul ediyorum|çerez ayarları|hepsini kabul
el: αποδοχή όλων|συμφωνώ|οι συνεργάτες μας|εμείς και οι|περισσότερες επιλογές|αποδέχομαι
ja: すべて同意|同意する|同意して|クッキーを保存|設定を管理
zh: 全部接受|接受所有
ko: 모두 동의|동의하고|쿠키 설정
en: your data, your choice|choose what you allow|allow all|only what is needed|before we continue|cookies and data to
de: einverstanden|setzen cookies|drittanbieter|kostenlos anbieten zu können
fr: j'accepte|je refuse|mes choix|tiers sélectionnés
no: godta|ditt samtykke|informasjonskapsler
ca: els nostres socis|accepto|la teva privacitat|el teu consentiment
bg: приемам|нашите партньори|вашата поверителност
hr: prihvaćam|naši partneri|vaša privatnost
sl: sprejmem|naši partnerji|vaša zasebnost
sr: прихватам|prihvatam|naši partneri
et: nõustun|meie partnerid|teie privaatsus
lv: piekrītu|mūsu partneri|jūsu privātum
lt: sutinku|mūsų partneriai|jūsų privatum
en: free with ads|free with advertising
de: kostenlos mit werbung|gratis mit werbung
fr: gratuit avec publicité|gratuitement avec
es: gratis con publicidad|aceptar y seguir
it: gratis con pubblicità|accetta e prosegui
nl: gratis met advertenties|ik ga akkoord
de: alle ablehnen
fr: tout refuser|avant d'accéder
es: aceptar todo|rechazar todo|antes de ir a|antes de continuar
it: rifiuta tutto|prima di continuare
pt: aceitar tudo|rejeitar tudo|antes de continuar
nl: alles afwijzen
sv: avvisa alla
no: avvis alle
da: afvis alle
fi: hylkää kaikki
pl: zaakceptuj wszystko|odrzuć wszystko
cs: odmítnout vše
hu: összes elutasítása
ro: respinge tot|respingeți tot
ru: отклонить все
uk: відхилити все
tr: tümünü reddet
el: απόρριψη όλων
ar: قبول الكل|رفض الكل
he: אישור הכול|דחיית הכול
fa: پذیرش همه|رد همه
ja: すべて受け入れる|すべて拒否
zh: 全部拒绝|全部接受
ko: 모두 수락|모두 거부
id: terima semua|tolak semua
vi: chấp nhận tất cả|từ chối tất cả
th: ยอมรับทั้งหมด|ปฏิเสธทั้งหมด
hi: सभी स्वीकार|सभी अस्वीकार
""")


LOGIN_BY_LANGUAGE = table("""
en: log in to continue|log in to read|sign in to continue|sign in to read|login to continue|please log in
en: please sign in|you must be logged in|you need to log in|register to continue|register to read
en: create a free account to|create an account to|subscribe to continue|subscribe to read|subscribe now to
en: to continue reading|already a subscriber|for subscribers only|subscribers only|members only
en: this content is for members|register with your e-mail|free articles|unlimited access|exclusive to subscribers
en: this story is for|sign in to your account
de: bitte melden sie sich an|bitte loggen sie sich ein|anmelden, um|einloggen und weiterlesen|jetzt weiterlesen
de: nur für abonnenten|nur für registrierte|weiterlesen mit|registrieren, um|sie haben noch kein|exklusiv für
de: testen und weiterlesen|mit einem abo weiterlesen|sie haben schon ein abo|jetzt registrieren|plus-artikel
fr: connectez-vous pour|identifiez-vous pour|réservé aux abonnés|pour lire la suite|déjà abonné|créez un compte
fr: abonnez-vous pour|réservée aux abonnés|réservé à nos abonnés|il vous reste|identifiez-vous|la suite est réservé
fr: article abonné
es: inicia sesión para|inicie sesión para|regístrate para|suscríbete para|solo para suscriptores|para seguir leyendo
es: exclusivo para suscriptores|exclusivo suscriptores|suscríbete ahora|regístrese para|contenido exclusivo
es: ya eres suscriptor
it: accedi per|registrati per|abbonati per|riservato agli abbonati|per continuare a leggere|contenuto riservato
it: solo per gli abbonati|abbonati ora|sei già abbonato
pt: faça login para|entre para continuar|cadastre-se para|exclusivo para assinantes|para continuar lendo
pt: exclusivo para assinante|só para assinantes|assine para|já é assinante|conteúdo exclusivo
nl: log in om|inloggen om|maak een account|alleen voor abonnees|verder lezen|exclusief voor abonnees|lees verder met
nl: word abonnee|al abonnee
sv: logga in för|bli prenumerant|för dig som är prenumerant|artikeln är låst|logga in för att|du måste logga in
sv: redan prenumerant
no: bare for abonnenter|logg inn for|kun for abonnenter|for abonnenter|logg inn og les|allerede abonnent
da: log ind for|kun for abonnenter|forbeholdt abonnenter|log ind og læs|allerede abonnent
fi: kirjaudu sisään|vain tilaajille|tilaa ja lue|tilaajille|jatka lukemista|kirjaudu sisään ja
pl: zaloguj się|dla prenumeratorów|wykup dostęp|tylko dla prenumeratorów|dostęp tylko|czytaj dalej z prenumerat
pl: aby czytać dalej
cs: přihlaste se|pouze pro předplatitele|přihlaste se a|odemkněte|pro předplatitele|máte předplatné
hu: jelentkezz be|csak előfizetőknek|jelentkezzen be|előfizetőknek|előfizetőinknek
ro: autentifică-te|doar pentru abonați|conectați-vă pentru|abonați-vă pentru|pentru abonați
ru: войдите, чтобы|авторизуйтесь|только для подписчиков|доступен только подписчик|войдите, чтоб|доступно по подписке
ru: оформите подписку
uk: увійдіть, щоб|лише для передплатників|для передплатників|оформіть передплату
tr: giriş yapın|sadece aboneler|abonelere özel|abone olun|üye girişi yapın
el: συνδεθείτε|μόνο για συνδρομητές|για συνδρομητές|συνδεθείτε για
ar: يرجى تسجيل الدخول|للمشتركين فقط|للمشتركين|سجل الدخول|سجّل الدخول
he: התחברו כדי|למנויים בלבד|למנויים|להמשך קריאה
zh: 请登录|登录后|訂閱後|仅供订阅|订阅用户|會員專屬|登录后继续
ja: ログインして|会員限定|有料会員|続きを読むには|会員登録|この記事は会員
ko: 로그인 후|구독자 전용|구독자만|로그인이 필요|회원 전용
id: masuk untuk
vi: đăng nhập để|dành cho thuê bao|đăng nhập để đọc
hi: पढ़ने के लिए लॉग इन|पढ़ने के लिए लॉगिन|लॉग इन करें|सब्सक्राइबर्स के लिए|सदस्यता लें
bn: পড়তে লগইন|লগইন করুন|গ্রাহকদের জন্য
ur: لاگ اِن کریں|لاگ ان کریں
fa: وارد شوید|ویژه مشترکین|برای خواندن ادامه
ms: log masuk untuk|khas untuk pelanggan
th: เข้าสู่ระบบเพื่อ|สำหรับสมาชิก
en: want to read this|every story|i am a member|join to read|sign me in|read the full story
de: sie möchten weiterlesen|abo abschließen|lesen sie alle|weiterlesen?|digital lesen
fr: pour lire cet article|accédez à|profitez de
es: has alcanzado el límite|para leer este artículo|hazte suscriptor
it: per leggere questo articolo|devi essere abbonato|scopri le offerte
pt: atingiu o limite|matérias gratuitas|já sou assinante|assine e tenha
nl: premium artikel|maak gratis een account|om het te lezen
ja: 有料会員のみ|ここから先は|会員のみ
bg: само за абонати|влезте, за да|абонирайте се
ca: només per a subscriptors|inicia la sessió
hr: samo za pretplatnike|prijavite se za
en: limit of free|to keep reading|start a subscription
no: plussak|kjøp tilgang
da: kun for medlemmer|køb adgang
sv: köp tillgång|läs vidare med
id: untuk melanjutkan membaca|khusus pelanggan|sudah punya akun|berlangganan untuk
ms: untuk terus membaca|untuk meneruskan pembacaan
""")

ROBOT_STEMS = (
    "robot",
    "captcha",
    "robô",
    "робот",
    "ρομπότ",
    "روبوت",
    "ربات",
    "רובוט",
    "机器人",
    "機器人",
    "ロボット",
    "로봇",
    "रोबोट",
    "หุ่นยนต์",
)
"""The word in the languages of news; it counts only above a form on a page with hardly anything else."""
