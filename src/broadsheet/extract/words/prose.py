"""The words of rules, forms and notices written in full sentences, by kind: a table, no code.

Comes in: nothing. Goes out: `PROSE`, vocabulary per `Kind`, and `ADDRESS`, words that address the
reader. Commas part entries; `*` stands for any ending. Must not know: any site.
Languages as in `words.lines`; words that also fill news ("rules", "administration") are left out or
stand only in phrases, for one of them proves nothing: it is their density that speaks.
"""

from __future__ import annotations

from broadsheet.records import Kind

PROSE: dict[Kind, str] = {
    Kind.COMMENT_POLICY: """
        user, users, user s, comment, comments, commenting, commenter*, commentator rules, moderator*, moderation,
        the administration has the right, participants in the discussion, discussion thread, posts, posting,
        these rules, rules above, our rules, community standards, community guidelines, house rules, spam, spamming,
        spammer*, troll, trolling, insult, insults, insulting, offensive language, abusive, hate speech, hatred,
        obscen*, profanity, vulgar, defamatory, libellous, libelous, slanderous, discriminat*, racist, sexist,
        violation of these, violates, prohibited, not permitted, not allowed, obliged, respectful*, etiquette,
        netiquette, off topic, capital letters, the websites, website*, of the site, on the site, this site,
        our site, reserve the right, copyrighted material, advertis*, minors, pornograph*, nutzer*, benutzer*,
        user*, kommentar*, kommentier*, moderier*, beleidig*, diskriminier*, volksverhetz*, verleumd*, schmäh*,
        gelöscht, löschen, sperren, gesperrt, diskussionsteilnehm*, verstoß*, verstöße, unzulässig, untersagt,
        nicht gestattet, behält sich, webseite*, seitenbetreiber, redaktion behält, utilisateur*, internaute*,
        commentaire*, modérateur*, modération, modérer, injur*, insult*, diffamat*, diffamatoire*, haineux,
        racistes, charte, règles, supprimé*, supprimer, interdit, interdits, site web, sites web,
        se réserve le droit, usuario*, comentario*, comentar, moderador*, moderación, insulto*, difamator*,
        ofensiv*, discriminac*, normas, eliminar, bloquear, prohibid*, participantes, sitio web, página web,
        se reserva el derecho, utente, utenti, commento, commenti, commentare, moderatore, moderatori, moderazione,
        offensiv*, diffamator*, discriminator*, regole, cancellat*, rimoss*, vietat*, sito web,
        si riserva il diritto, usuári*, utilizador*, comentári*, moderação, difamatóri*, discriminatóri*, regras,
        removid*, excluíd*, proibid*, site, reserva se o direito, gebruiker*, reactie, reacties, modereren,
        beledig*, discriminer*, smadelijk*, huisregels, verwijder*, verboden, behoudt zich het recht, användare*,
        kränk*, förolämp*, raderas, ta bort, förbjud*, webbplats*, brugere*, bruger, krænk*, debattør*, slette*,
        forbudt, hjemmeside*, bruker*, brukere, krenk*, sjikan*, nettsted*, käyttäjä*, kommentti*, kommentit,
        kommentoi*, loukkaav*, poistaa, säännöt, sääntöj*, sivusto*, moderaattor*, użytkownik*, komentarz*, obraź*,
        obelżyw*, wulgar*, zniesławi*, regulamin*, usunię*, usuwa*, zabron*, zakazan*, serwis*, stron* internetow*,
        uživatel*, komentář*, moderátor*, urážliv*, vulgár*, pravidl*, smazán*, zakázán*, webu, webov*, diskusní*,
        příspěvk*, příspěvek, felhasználó*, hozzászólás*, komment*, sértő*, gyűlölet*, szabályzat*, törölj*, tilos,
        weboldal*, honlap*, utilizator*, comentarii*, comentariu*, ofensator*, injuri*, regulil*, șters*, interzis*,
        site ul*, пользовател*, комментари*, комментатор*, комментир*, модератор*, модераци*, оскорбл*, оскорбит*,
        нецензурн*, клевет*, ненавист*, дискримин*, запрещ*, удалить, удалён*, удален*, удалять, удаляются,
        заблокир*, блокир*, спам*, флуд*, правил, правила, сайта, сайте, сайтов, администрация сайт*, користувач*,
        коментар*, наклеп*, заборон*, видалити, видален*, сайт*, спільнот*, kullanıcı*, yorum*, moderatör*,
        hakaret*, küfür*, ayrımcı*, nefret, kural*, yasak*, site*, engelle*, χρήστ*, σχόλι*, υβριστικ*, κανόν*,
        ιστότοπ*, المستخدم*, مستخدم*, للمستخدم*, التعليق*, تعليق*, المشرف*, مشرف*, إساءة, مسيئة, الإساءة, شتائم,
        كراهية, الكراهية, التمييز, حذف, يحظر, الإدارة حق, المشاركين, النقاش, کاربر*, نظرات, دیدگاه*, توهین*,
        قوانین سایت, משתמש*, תגובות, תגובה, pengguna, komentar, người dùng, bình luận, 用户, 用戶, 评论, 評論, 跟帖,
        留言, 管理员, 版主, 版规, 审核, 侮辱, 诽谤, 誹謗, 谩骂, 歧视, 删除, 刪除, 封禁, 禁止, 本站, 网站, 網站,
        ユーザー, 利用者, コメント, 投稿, 中傷, 削除, 当サイト, 이용자*, 댓글*, 게시물*, 비방*, 욕설*, 삭제*, 금지*,
        사이트*, 운영자*""",
    Kind.POLICY: """
        privacy, personal data, personal information, personal details, your data, gdpr, general data protection,
        data protection, third party, third parties, processing of, process your, we collect, we process,
        we use your, collected data, your consent, withdraw, opt out, terms of use, terms of service,
        terms and conditions, agree to, by continuing, by registering, by using, applicable law, liability, liable,
        hereby, indemnif*, intellectual property, data controller, data subject, legitimate interest*, retention,
        datenschutz*, personenbezogen*, daten, dsgvo, einwillig*, verarbeitung, verarbeiten, rechtsgrundlage,
        widerruf*, nutzungsbedingungen, haftung, auskunft, speicherung, erhoben, berechtigt* interess*,
        données personnelles, données à caractère personnel, vos données, confidentialité, rgpd, consentement,
        conditions générales, conditions d utilisation, cnil, datos personales, sus datos, privacidad,
        protección de datos, consentimiento, terceros, condiciones de uso, dati personali, consenso, informativa,
        terzi, titolare del trattamento, dados pessoais, seus dados, privacidade, proteção de dados, consentimento,
        terceiros, lgpd, persoonsgegevens, privacybeleid, toestemming, derden, gegevens, verwerk*, voorwaarden,
        personuppgift*, samtycke, integritet*, personoplysning*, samtykke, persondata*, personvern*,
        personopplysning*, henkilötie*, tietosuoja*, suostumu*, osobow*, prywatnoś*, rodo, zgoda, zgody, zgodę,
        przetwarz*, osobních údajů, osobní údaje, souhlas*, zpracování, soukromí, személyes adat*, adatvédel*,
        hozzájárul*, adatkezel*, date cu caracter personal, datele personale, confidențialit*, consimțămân*,
        prelucrar*, персональн*, конфиденциальн*, обработк*, согласие на обработку, пользовательск*, третьих лиц,
        персональні, персональних, конфіденційн*, обробк*, згода на, згоду на, kişisel veri*, gizlilik,
        verileriniz*, rıza*, işlen*, üçüncü taraf*, kvkk, προσωπικ* δεδομέν*, απορρήτου, συγκατάθεσ*,
        البيانات الشخصية, بياناتك, الخصوصية, خصوصية, معلوماتك, موافقت*, أطراف ثالثة, شروط الاستخدام, البيانات,
        حماية البيانات, حریم خصوصی, פרטיות, data pribadi, dữ liệu cá nhân, 隐私, 隱私, 个人信息, 個人資料, 个人数据,
        数据保护, 第三方, 条款, 條款, 您的, 个人资料, プライバシー, 個人情報, 第三者, 規約, 개인정보*, 제3자*,
        약관*, 동의*""",
    Kind.CONSENT: """
        externen inhalt*, externer inhalt*, externe inhalte, drittplattform*, einverstanden dass mir, external content,
        third party content, contenu externe, contenido externo, contenuto esterno, conteúdo externo, externe inhoud,
        cookie, cookies, tracking technologies, cookie policy, accept all, our partners, cookies*, traceurs,
        galletas, informationen auf einem gerät, куки, файлы cookie, файлів cookie, çerez*, ملفات تعريف الارتباط,
        ملفات الارتباط, کوکی*, עוגיות, クッキー, 쿠키""",
    Kind.ACCOUNT: """
        account, accounts, password*, log in, logged in, login, sign in, signed in, sign up, registration,
        registered, register, authorization, username, user id, e mail, email, e mail address, email address,
        mailbox, unlock, deactivate, delete your account, restore your account, click here, check the box,
        contact us, write to, verification code, confirm your, konto, kontos, benutzerkonto, passwort, kennwort,
        anmeld*, einlogg*, registrier*, klicken sie, bestätigen sie, freischalt*, compte, mot de passe,
        identifiant*, connectez, connecté, inscriv*, inscrip*, registrarse, regístr*, registrado, registrarsi,
        courriel, adresse électronique, cliquez, contactez, cuenta, contraseña, iniciar sesión, correo electrónico,
        haga clic, clic aquí, password, accedi, indirizzo email, clicca, clicchi, senha, clique, cadastr*,
        wachtwoord, inlog*, registreer*, klik, klicka, lösenord, inlogg*, adgangskode, passord, klikk, tili,
        salasana, kirjaudu*, sähköposti*, konta, hasł*, zalog*, rejestr*, kliknij, účet, účtu, hesl*, přihlás*,
        klikn*, fiók*, jelszó*, regisztr*, kattint*, contul, contului, parolă, parolei, apăsa*, аккаунт*, учетн*,
        учётн*, парол*, регистрац*, зарегистр*, авторизац*, электронн* почт*, электронной почты, адрес электронной,
        нажмите, обліков*, реєстрац*, електронн*, натисніть, hesap*, hesabın*, şifre*, parola*, kayıt, e posta*,
        giriş, tıklayın, λογαριασμ*, κωδικ*, حساب*, حسابك, الحساب, كلمة المرور, البريد الإلكتروني, التسجيل, تسجيل,
        اضغط, حسابه, رمز عبور, ایمیل, חשבון, סיסמה, akun, kata sandi, tài khoản, mật khẩu, 账号, 帐户, 账户, 帳號,
        密码, 密碼, 邮箱, 郵箱, 电子邮件, 注册, 註冊, 登录, 登入, 点击, 點擊, アカウント, パスワード, 登録,
        メールアドレス, クリック, 계정*, 비밀번호*, 가입*, 이메일*, 로그인*""",
    Kind.NEWSLETTER: """
        newsletter*, sign up for, inbox, subscribe to, subscribe, unsubscribe, subscription, subscribers, postfach,
        abonnieren, abonnement*, infolettre*, s abonner, abonnez vous, abonnés, boîte mail, boletín, suscríbe*,
        suscrib*, abbonati, iscriviti, assine, inscreva se, nieuwsbrief*, abonne*, nyhetsbrev*, nyhedsbrev*,
        uutiskirje*, prenumer*, subskry*, hírlevél*, abonează*, рассылк*, подписаться, подпишитесь, розсилк*,
        підписатися, підпишіться,
        bülten*, abone, النشرة البريدية, اشترك*, خبرنامه, 订阅, 訂閱, 電子報, 购阅, メルマガ, 購読, 뉴스레터, 구독""",
    Kind.NOTIFICATION: """
        push notification*, notifications, benachrichtigung*, notificaciones, notifiche, notificações, powiadomie*,
        уведомлени*, сповіщен*, bildirim*, إشعارات, الإشعارات, 推送, プッシュ通知, 알림*""",
    Kind.COMMENTS: """
        your comment, leave a comment, be the first to comment, log in to comment, to post a comment, reply to,
        kommentar schreiben, commenter cet article, deja tu comentario, lascia un commento, deixe o seu comentário,
        оставить комментарий, yorum yap*, اترك تعليق*, 发表评论, コメントする""",
}

ADDRESS = """
        you, your, yours, yourself, ihnen, ihr konto, ihre daten, vous, votre, vos, usted, ustedes, su cuenta, você,
        voce, jouw, uw, dina, din, państwa, twoj*, twoje, vy, vám, vaše, ön, önnek, dvs, dumneavoastră,
        вы, вам, вас, ваш, ваша, ваше, ваши, вашу, ви, ваші, siz, sizin, σας, 您, 您的, あなた, 귀하, لك, يمكنك,
        anda, bạn"""
"""Words that speak to the reader: frequent in rules and forms, in news only inside quotes."""
