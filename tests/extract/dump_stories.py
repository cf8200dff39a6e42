"""Invented stories, rules and forms of newspapers that do not exist, for page dumps written by ourselves.

Comes in: nothing. Goes out: `STORIES`, `RULES` and `FORMS` by language. Paragraphs are wrapped here for
the reader of this file; `paragraphs` puts them on one line each again.
"""

from __future__ import annotations

from typing import NamedTuple


class Story(NamedTuple):
    """One article."""

    language: str
    title: str
    slug: str
    paragraphs: tuple[str, ...]


def paragraphs(text: str, space: str = " ") -> tuple[str, ...]:
    """The paragraphs of a text, one line each; `space` joins its lines."""
    return tuple(space.join(part.strip() for part in piece.strip().split("\n")) for piece in text.split("\n\n"))


def story(language: str, title: str, slug: str, text: str) -> Story:
    """A story whose paragraphs are parted by blank lines."""
    return Story(language, title, slug, paragraphs(text, "" if language == "zh" else " "))


STORIES = {
    "en": story(
        "en",
        "Lake Ferry Returns to Marlow After Eleven Years on Dry Land",
        "lake-ferry-returns-to-marlow-after-eleven-years",
        """
        The paddle ferry Heron, laid up since a storm tore away her landing stage in 2009, carried passengers across
        Lake Ostrey again on Saturday.

        About 300 people queued on the quay at Marlow from six in the morning, the harbour office said, although the
        first crossing was booked for nine.

        “We counted every rivet twice,” said Agnes Tolle, the engineer who led the repairs. “She is in better health
        than I am.”

        The district council paid 1.4 million crowns for the hull and the boiler. A further 200,000 came from a
        lottery held by the rowing club in Sandby.

        Ferries will leave Marlow four times a day until the end of September, and twice a day after that if the ice
        allows.
        """,
    ),
    "de": story(
        "de",
        "Stadtrat von Lindenau stoppt Umbau des alten Gaswerks",
        "stadtrat-lindenau-stoppt-umbau-gaswerk",
        """
        Der Stadtrat von Lindenau hat den Umbau des alten Gaswerks am Dienstagabend mit 21 zu 17 Stimmen gestoppt.
        Damit fällt das Vorhaben nach sechs Jahren Planung zurück an den Anfang.

        Grund sind die Kosten: Statt der 2017 veranschlagten 18 Millionen Euro rechnet das Bauamt inzwischen mit 41
        Millionen.

        „Wir können das Geld nur einmal ausgeben“, sagte Kämmerer Ulrich Brandes in der Sitzung. Die Sanierung der
        Grundschulen habe Vorrang.

        Die Architektin Mareike Voss, die den Entwurf gezeichnet hatte, nannte die Entscheidung kurzsichtig. Das
        Dach des Ofenhauses halte höchstens noch zwei Winter.

        Über den Verkauf des Geländes an einen Investor aus Hamburg soll der Rat im November beraten.
        """,
    ),
    "fr": story(
        "fr",
        "À Valbrune, les vendanges commencent avec trois semaines d’avance",
        "a-valbrune-les-vendanges-commencent-avec-trois-semaines-davance",
        """
        Les premiers coups de sécateur ont été donnés lundi sur les coteaux de Valbrune, trois semaines plus tôt que
        la moyenne des vingt dernières années.

        « Du jamais vu depuis 1893 », assure Lucie Marchadier, présidente du syndicat viticole, qui tient les
        registres de la cave communale.

        La sécheresse du printemps a réduit les grappes d’un tiers, selon la chambre d’agriculture. Le degré
        d’alcool, lui, dépasse déjà 13,5.

        Quelque 240 saisonniers sont attendus dans la vallée cette semaine, pour la plupart venus de la côte et
        d’Espagne.

        La coopérative a ouvert un dortoir dans l’ancienne gare de Saint-Aubin, fermée au public depuis 2011.
        """,
    ),
    "es": story(
        "es",
        "El faro de Puerto Almena vuelve a encenderse tras cuatro décadas",
        "el-faro-de-puerto-almena-vuelve-a-encenderse",
        """
        El faro de Puerto Almena volvió a iluminar la bahía en la noche del viernes, cuarenta y un años después de
        que un rayo partiera su linterna.

        Unas dos mil personas se reunieron en el malecón para ver el primer destello, según la policía local.

        «Mi abuelo fue el último farero y hoy he subido yo los 214 escalones», contó Remedios Lanza, maestra
        jubilada de 68 años.

        La restauración costó 900.000 euros y la pagaron a medias el ayuntamiento y la cofradía de pescadores.

        A partir de mayo el edificio abrirá los sábados, con un pequeño museo en la planta baja y un mirador en lo
        alto.
        """,
    ),
    "ru": story(
        "ru",
        "В Зареченске после ремонта открыли деревянный мост через Талицу",
        "v-zarechenske-otkryli-derevyannyj-most",
        """
        В Зареченске в субботу открыли после трёхлетнего ремонта деревянный мост через Талицу, построенный в 1904
        году купцом Ермолаевым.

        Как рассказала главный архитектор города Нина Савельева, плотники заменили 180 свай и почти весь настил.

        «Старую лиственницу мы оставили там, где она ещё звенит», — говорит бригадир Пётр Голубев, который руководил
        работами.

        Ремонт обошёлся городскому бюджету в 96 миллионов рублей, ещё 12 миллионов собрали жители.

        Автомобилям въезд на мост по-прежнему закрыт, зато зимой по нему впервые пустят лыжников.
        """,
    ),
    "zh": story(
        "zh",
        "云溪镇百年茶市时隔八年重新开张",
        "yunxi-chashi-chongxin-kaizhang",
        """
        停办八年的云溪镇春茶集市四月三日重新开张，当天有来自邻近六个县的四百多户茶农到场设摊。

        镇长林秀珍在开市仪式上说，老街的石板路已经全部重铺，河边新添了三座公共晾茶棚。

        “我家的铺子从曾祖父那辈起就在这条街上，”七十二岁的茶农周德福说，“今年的新芽比往年早了整整十天。”

        据当地农业站统计，今年全镇春茶产量预计达到三百二十吨，比去年增加约百分之十五。

        集市将持续到五月底，每逢周六还会举行斗茶比赛，冠军可以得到一口手工铸造的铁锅。
        """,
    ),
    "ar": story(
        "ar",
        "عودة القطار القديم إلى وادي السرو بعد ثلاثين عاما",
        "awdat-alqitar-alqadim-ila-wadi-alsarw",
        """
        عاد القطار القديم إلى وادي السرو صباح الأحد بعد توقف دام ثلاثين عاما، وكان في استقباله مئات من أهالي القرى
        المجاورة.

        وقالت مهندسة السكك الحديدية سلمى الخطيب إن فريقها أصلح 42 كيلومترا من القضبان وأعاد بناء جسرين حجريين فوق
        النهر.

        وأضافت: «وجدنا العربة الأولى في مخزن مهجور، وكانت مقاعدها الخشبية ما زالت في مكانها كما تركها آخر الركاب».

        وبلغت كلفة المشروع سبعة ملايين دينار، دفعت البلدية نصفها وجمع المغتربون من أبناء الوادي النصف الآخر.

        وسينطلق القطار مرتين في اليوم بين المحطة الكبرى وبلدة عين الريحان، على أن تضاف رحلة ثالثة في الصيف.
        """,
    ),
}

RULES = {
    "en": paragraphs(
        """
        By registering on this website, users accept the rules set out below. Users are asked to treat other
        participants in the discussion with respect.

        Comments are moderated. Our moderators may edit or delete any comment at any time and without giving a
        reason.

        A comment will be deleted if it insults other users, incites hatred, advertises goods or services, or
        contains links to other websites.

        We do not publish comments written in capital letters only. Comments must be written in the language of the
        article.

        Users who break these rules repeatedly may lose access to their account. A blocked account can be restored
        only once.

        To have your account unlocked, please write to the moderators at moderation@gazette.example and state your
        user name.

        We process your personal data in accordance with our Privacy Policy. You can withdraw your consent at any
        time in your account settings.

        Your e-mail address will not be shared with third parties. If you no longer wish to receive our newsletter,
        please click the link in any e-mail.

        The operator of this website accepts no liability for the content of users' comments. Each user is liable
        for his or her own posts.

        Please report comments that violate these rules. Our moderators will review your report within two working
        days.
        """
    ),
    "de": paragraphs(
        """
        Mit der Registrierung auf dieser Website erkennen die Nutzer die folgenden Regeln an. Bitte gehen Sie
        respektvoll mit anderen Nutzern um.

        Kommentare werden moderiert. Unsere Moderatoren können Kommentare jederzeit kürzen oder löschen, ohne dafür
        Gründe zu nennen.

        Gelöscht werden Kommentare, die andere Nutzer beleidigen, diskriminieren oder verleumden oder die Werbung
        für Websites enthalten.

        Nutzer, die wiederholt gegen die Netiquette verstoßen, werden gesperrt. Ein gesperrtes Benutzerkonto wird
        nur einmal freigeschaltet.

        Ihre personenbezogenen Daten verarbeiten wir nach unserer Datenschutzerklärung. Ihre Einwilligung können Sie
        jederzeit widerrufen.

        Wenn Sie Ihr Passwort vergessen haben, schreiben Sie bitte an konto@anzeiger.example und nennen Sie Ihren
        Benutzernamen.

        Ihre E-Mail-Adresse geben wir nicht an Dritte weiter. Den Newsletter können Sie jederzeit in Ihrem Konto
        abbestellen.

        Für die Inhalte der Kommentare übernimmt der Betreiber der Website keine Haftung. Verantwortlich ist jeder
        Nutzer selbst.
        """
    ),
    "fr": paragraphs(
        """
        En vous inscrivant sur ce site, vous acceptez les règles ci-dessous. Les utilisateurs sont priés de
        respecter les autres internautes.

        Les commentaires sont modérés. Nos modérateurs peuvent supprimer à tout moment un commentaire injurieux,
        diffamatoire ou haineux.

        Tout commentaire qui contient de la publicité ou des liens vers d'autres sites web sera supprimé sans
        préavis.

        Le compte d'un utilisateur qui enfreint plusieurs fois la charte de modération sera fermé. Un compte fermé
        ne peut être rouvert qu'une fois.

        Vos données personnelles sont traitées selon notre politique de confidentialité. Vous pouvez retirer votre
        consentement à tout moment.

        Si vous avez oublié votre mot de passe, écrivez à compte@gazette.example en indiquant votre identifiant et
        votre adresse électronique.

        Votre adresse électronique ne sera pas communiquée. Vous pouvez vous désabonner de l'infolettre depuis votre
        compte.
        """
    ),
    "ru": paragraphs(
        """
        Регистрируясь на сайте, пользователь соглашается с настоящими правилами. Пользователи обязаны уважать других
        комментаторов.

        Комментарии проходят модерацию. Модератор может удалить любой комментарий без объяснения причин.

        Удаляются комментарии, которые содержат оскорбления, нецензурную лексику, рекламу, спам и ссылки на другие
        сайты.

        Аккаунт пользователя, который повторно нарушил правила сайта, будет заблокирован. Заблокированный аккаунт
        восстанавливается один раз.

        Обработка персональных данных пользователей ведётся по нашей политике конфиденциальности. Согласие на
        обработку можно отозвать.

        Чтобы восстановить пароль, напишите модераторам на адрес help@vestnik.example и укажите адрес электронной
        почты.
        """
    ),
    "zh": paragraphs(
        """
        用户在本站注册账号，即表示接受以下规则。用户发表评论时应当尊重其他用户。

        所有评论均须经过管理员审核。含有侮辱、诽谤、歧视内容或广告的评论将被删除。

        多次违反规则的用户账号将被封禁，被封禁的账号只能恢复一次。

        我们依照隐私政策处理您的个人信息，未经同意不会向第三方提供您的邮箱地址。

        如忘记密码，请点击登录页面的链接，或发邮件至 help@ribao.example 联系管理员。
        """,
        "",
    ),
    "ar": paragraphs(
        """
        بالتسجيل في هذا الموقع يوافق المستخدم على القواعد التالية، وعلى المستخدمين احترام بقية المشاركين في
        التعليقات.

        تخضع التعليقات لمراجعة المشرفين، ويحق للمشرف حذف أي تعليق مسيء أو تعليق يحرض على الكراهية أو التمييز.

        يغلق حساب المستخدم الذي يخالف شروط الاستخدام أكثر من مرة، ولا يعاد فتح الحساب إلا مرة واحدة.

        نعالج البيانات الشخصية وفق سياسة الخصوصية، ولن نسلم البريد الإلكتروني للمستخدم إلى أطراف ثالثة.

        لاستعادة كلمة المرور يرجى الكتابة إلى help@sahifa.example مع ذكر اسم المستخدم.
        """
    ),
}
"""Rules for commenters and notices on privacy in full prose."""

FORMS = {
    "en": (
        "Log in",
        "Register",
        "Forgot your password?",
        "captcha",
        "Privacy Policy",
        "Subscribe to our newsletter",
        "Close",
    ),
    "de": ("Anmelden", "Registrieren", "Passwort vergessen?", "Datenschutz", "Newsletter abonnieren", "Schließen"),
    "fr": ("Se connecter", "S'inscrire", "Mot de passe oublié ?", "Politique de confidentialité", "Fermer"),
    "es": ("Iniciar sesión", "Registrarse", "Política de privacidad", "Cerrar"),
    "ru": ("Войти", "Регистрация", "Забыли пароль?", "Политика конфиденциальности", "Закрыть"),
    "zh": ("登录", "注册", "忘记密码", "隐私政策", "关闭"),
    "ar": ("تسجيل الدخول", "إنشاء حساب", "سياسة الخصوصية", "إغلاق"),
}
"""The labels of forms and menus."""

PRIVACY_STORY = story(
    "en",
    "Court Orders Chat Service Plover to Delete Users' Old Comments",
    "court-orders-chat-service-plover-to-delete-users-comments",
    """
    A court in Brenning ruled on Thursday that the chat service Plover must delete comments that users wrote
    before 2015, ending a four-year dispute over personal data.

    Judge Harriet Olsson said the company had kept 38 million accounts alive “for no purpose but growth”,
    although their owners had long asked for deletion.

    Plover's lawyer, Simon Adeyemi, called the ruling a danger to every website with moderators and announced an
    appeal to the High Court in Dunmore.

    The case was brought by three teachers from Westrand who found their school-day posts quoted in a job
    interview in 2019.

    Privacy groups in Brenning and Oslo welcomed the judgment. Shares in Plover fell 7 percent in the afternoon.
    """,
)
"""A story that is full of the words of rules and forms."""
