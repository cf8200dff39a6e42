"""Turns of phrase that tell what a stripped block is, by kind: a table, no code.

Comes in: nothing. Goes out: `TURNS`, phrases per `Kind`. Commas part phrases; `*` at the end of a word stands for
any ending. Unlike `words.lines` they tell a kind amid other words, too. Must not know: any site.
"""

from __future__ import annotations

from broadsheet.records import Kind

TURNS: dict[Kind, str] = {
    Kind.COMMENTS: """
        email address will not be published, e mail adresse wird nicht veröffentlicht, will not be published, wird
        nicht veröffentlicht, no será publicada, ne sera pas publiée, logged in to post, logged in to comment, log
        in to comment, sign in to comment, sign in to post, sign in to leave a comment, comments are closed,
        comments closed, save my name, comments powered by, comment powered by, view the comments, view comments,
        load comments, loading comments, show comments, see all comments, all comments, post a comment, add a
        comment, add your comment, in the comments, the comments below, leave a reply, leave a comment, write a
        comment, cancel reply, reply to comment, report this comment, kommentar abgeben, kommentar abzugeben,
        kommentar hinzufügen, kommentar verfassen, kommentar schreiben, schreibe einen kommentar, hinterlasse
        einen kommentar, hinterlasse eine antwort, hinterlassen sie eine antwort, kommentare einblenden,
        kommentare anzeigen, kommentare öffnen, kommentieren, zum kommentieren, kommentarfeed, weitere kommentare,
        keine kommentare, leserkommentare, letzte kommentare, neueste kommentare, antworten abbrechen, thoughts
        on, discussion about, ihre meinung, diskutiere mit, mitdiskutieren, recent comments, community, mostrar
        comentarios, escribe tu comentario, deja un comentario, laisser un commentaire, réagir, notify me of
        follow up, notify me of new, followup comments, html tags and attributes, comments on, 1 comment on, see
        all responses, pop up schließen""",
    Kind.COMMENT_POLICY: """
        netiquette, community guidelines, community standards, community rules, comment policy, comments policy,
        commenting policy, house rules, civil forum, civil discussion, be respectful, be civil, keep it civil,
        stay on topic, on topic, inappropriate language, comments may be moderated, moderation before appearing,
        lively but civil, themenbezogen, keine reinen meinungsbeiträge, regeln zur veröffentlichung,
        kommentarregeln, reglas de uso, normas de la comunidad, charte de modération, no ofenda, reserve the right
        to remove comments, comments are moderated, nach prüfung veröffentlicht, von einem moderator überprüft""",
    Kind.CONSENT: """
        uses cookies, use cookies, using cookies, use of cookies, accept cookies, accept all cookies, store
        cookies, set cookies, all cookies, verwendet cookies, verwenden cookies, nutzt cookies, cookies verwenden,
        cookie nutzung, cookies und ähnliche, utilise des cookies, utilisons des cookies, témoins de navigation,
        usamos cookies, utiliza cookies, anvender cookies, använder cookies, gebruikt cookies, używamy cookies,
        wykorzystujemy pliki, cookie settings, cookie preferences, cookie consent, cookie einstellungen, cookie
        manager, cookie policy, necessary cookies, marketing cookies, functional cookies, analytics cookies,
        strictly necessary, cookies and similar, your privacy choices, we and our partners, our partners use,
        without your consent, reject all, accept all, alle akzeptieren, save accept, manage options, manage
        services, privacy overview, externer inhalt, externen inhalt, externe inhalte, externe medien, externen
        medien, inhalt laden, inhalte laden, beitrag laden, video laden, karte laden, mit dem laden, immer
        entsperren, entsperren, klick für den datenschutz, datenschutzeinstellungen, datenschutz einstellungen,
        privatsphäre einstellungen, beskytter dine data, cookies collect, tracking, always enabled, user personal
        data via""",
    Kind.CAPTCHA: """
        captcha, recaptcha, hcaptcha, not a robot, you are human, are you human, if you are human, roboter,
        roboter test, sicherheitscode, security code, spam schutz, for validation purposes, leave this field
        blank, leave this field empty, dieses feld nicht aus, proof you are human, anti spam""",
    Kind.NEWSLETTER: """
        newsletter*, your inbox, my inbox, in your inbox, no spam, unwanted spam, mailing list, nyhetsbrev*,
        uutiskirje*, infolettre*, rundbrief*, boletín, boletines, sign up for our, sign up to get, sign up to
        receive, sign up for the, sign up to learn, sign up to our, subscribe via email, enter your email, type
        your email, enter email address, your email address to subscribe, please provide a valid email, welcome
        email, email alerts, email updates, email newsletter, daily email, weekly email, weekly digest, weekly
        briefing, daily briefing, news delivered, delivered straight, delivered to your, get our latest, get the
        latest, stay in the loop, stay informed, stay in the know, stay up to date, don t miss a, keine
        neuigkeiten, jede woche, jeden morgen, kostenlos abonnieren, per e mail informiert, aktivierungs e mail,
        thanks for signing up, thank you for subscribing, check your inbox, unsubscribe at any time, curated
        emails, updates straight, new content delivered, email signup, sign up now, join our list, subscribe to
        our blog""",
    Kind.NOTIFICATION: """
        javascript, browser is not, this browser, your browser, ihr browser, ihren browser, internet explorer,
        upgrade your browser, push benachrichtigung*, push nachricht*, push notification*, benachrichtigung*,
        benachrichtigungen, allow notifications, get notifications, manage notifications, dismiss notification,
        enable javascript, chromeframe, notificaciones, ad blocker, adblocker""",
    Kind.DISCLAIMER: """
        affiliate*, earn a commission, receive a commission, earn a small commission, earn commission, may receive
        compensation, qualifying purchases, reader supported, financial advice, legal advice, medical advice, tax
        advice, investment advice, professional advice, views expressed, opinions expressed, opinion of the
        author, informational purposes, educational purposes, editor s note, correction, originally appeared,
        originally published, first published, in partnership with, branded content, advertising disclosure,
        advertiser disclosure, independently chosen, independently selected, independently reviewed, independently
        test, registered trademarks of, does not constitute, does not provide, not affiliated with, not
        responsible for, disclaimer, anmerkung der redaktion, haftung*, transparenzhinweis, produced by, this
        story also appeared, we earn, at no cost to you, at no extra cost, accept payment from, sponsored post,
        not endorsed by, without warranty, primary sources to support""",
    Kind.AD: """
        shop now, shop the, shop all, buy now, buy on, buy at, order now, order today, book now, try now, start
        now, apply now, add to cart, add to bag, get a quote, get a free, get started, get your free, get your
        copy, request a demo, request demo, book a demo, watch demo, get a demo, see a demo, schedule a, schedule
        your, personalized demo, personal demo, book a call, book your, request a quote, free quote, free
        estimate, free shipping, free trial, free standard shipping, free express shipping, free consultation,
        start your free, start a free, discount, discounts, coupon, coupons, promo code, use code, gutschein*,
        deals, best deals, zum shop, zum angebot, in den warenkorb, jetzt kaufen, jetzt bestellen, jetzt sichern,
        jetzt bewerben, bewirb dich, stellenmarkt, stellenanzeige*, m w d, sponsored, sponsored results,
        advertisement, werbung, anzeige, reklama, partnerlinks, offerte, guida allo shopping, links to, see price,
        check price, view deal, low interest, our experts can, expert advice from, let s talk, learn how we, how
        we can help, can help you find, save your spot, free workshop, webhosting, limited time, special offer,
        special offers, our services, your trusted, trusted guide, need help with, ready to, looking for a, do you
        need, are you looking, contact us today, call us today, call today, take advantage of, download the guide,
        download our, get instant, tailored to your, full service, our team of, our award winning, partner with
        us, sie suchen, sie möchten, fördermittel, unverbindlich*, kostenlose beratung, bestseller*, gewinnspiel,
        kaufen""",
    Kind.SUBSCRIBE: """
        become a member, become a subscriber, become a supporter, becoming a member, digital access, unlimited
        access, all access, support our, support us, support independent, support quality, award winning
        journalism, nonprofit journalism, your support, deine spende, deiner spende, deine hilfe, deiner hilfe,
        unterstützen sie, unterstütze uns, unterstützung, digitales abo, abo testen, abo abschließen, abonnieren,
        abonnenten, zugang zu allen, plus inhalte, plus artikel, exklusive artikel, suscripción, suscríbete,
        modalidad premium, abonnés, s abonner, offres premium, subscribe now, subscribe today, subscribe for,
        subscribers only, subscriber only, for subscribers, first month, cancel anytime, mitglied werden,
        membership, donate, make a donation, spenden, taz zahl ich, werden sie teil, werbefrei lesen, go ad free,
        ad free access, datos de pago, unabhängiger journalismus, unabhängigem journalismus, prenumerera,
        prenumeration, support journalism, keep us free, weiterlesen mit""",
    Kind.FOOTER: """
        all rights reserved, alle rechte vorbehalten, tous droits réservés, todos los derechos reservados, todos
        os direitos reservados, tutti i diritti riservati, all right reserved, powered by, proudly powered, theme
        by, design by, designed by, site by, site design, website by, theme von, design von, läuft mit, fourni
        par, registered in, registered office, registered charity, po box, p o box, copyright, unauthorized
        distribution, unauthorized use, reproduction of material, prior written permission, licensed under,
        creative commons, sitemap, impressum, imprint, alle rechte, adv, aufsichtsrat, geschäftsführer,
        chefredakteur, chefredaktion, verantwortlich, redaktionen, webbredaktör, ansvarig utgivare, is published
        by, is a registered, vat number, ust idnr, opening hours, öffnungszeiten, customer service, all images,
        website administrator, eine webseite der, fax, tel, phone, part of, headquarters, our network, is a
        leading, is your source, mission is to""",
    Kind.POLICY: """
        privacy policy, privacy notice, privacy statement, terms of service, terms of use, terms and conditions,
        terms conditions, datenschutzerklärung, datenschutzhinweise, datenschutzbestimmungen,
        datenschutzvereinbarung, akismet, i have read, i agree to, you agree to, by submitting, by clicking, by
        signing up, by continuing, by registering, personal data, personenbezogen*, ich akzeptiere, ich willige,
        willige ein, ich stimme, einverstanden, kommentardaten verarbeitet, comment data is processed, politique
        de confidentialité, política de privacidad, your personal information, schutz persönlicher daten, you
        authorize""",
    Kind.SHARE: """
        share this, share on, share via, share current, share article, share the, opens in new window, teilen, auf
        facebook teilen, auf twitter teilen, auf pocket teilen, per e mail teilen, auf whatsapp, neuem fenster,
        copy link, copy to clipboard, copied to clipboard, link kopiert, link kopieren, follow us, find us, like
        us, connect with us, follow me, folge uns, folgen sie uns, síguenos, suivez nous, listen to this, listen
        to article, vorlesen, artikel anhören, artikel teilen, artikel drucken, beitrag teilen, beitrag
        weiterempfehlen, weiterempfehlen, compartir, compartilhar, paylaş, linki kopyala, zwischenablage,
        preferred source, add us on, on facebook, on twitter, on instagram, pin on, pin it, tweet, retweet, print
        this, email this, like loading, get short url, sms, whatsapp, telegram, mastodon, bluesky, flipboard,
        linkedin, pinterest, xing, vkontakte, reddit, pocket, tumblr, facebook, instagram, youtube, twitter,
        tiktok, threads, flicker, rss feed, feedly, print, print article, email a friend, friend s email, drucken,
        hör zu, empfehlen""",
    Kind.RELATED: """
        read more, read also, read next, read full, read our, read full article, read the review, see also, see
        more, also read, watch more, full review, read the full, more on this, more from, more stories, more like
        this, les også, læs også, läs också, läs mer, les mer, lesen sie auch, lesen sie, mehr zum thema, mehr zu,
        mehr lesen, mehr dazu, weiterlesen, zum weiterlesen, lea también, también puede leer, puede leer, te puede
        interesar, lee también, leia também, leggi anche, lire aussi, à lire aussi, lees ook, lees meer, читайте
        также, читайте також, auch interessant, you may also, you might also, might like, may also like, you may
        like, verwandte artikel, verwandte beiträge, ähnliche artikel, ähnliche beiträge, das könnte sie, related,
        related posts, related articles, related stories, related insights, continue reading, learn more about,
        zobacz także, czytaj także, çok okunan, tämä myös, interesantes""",
    Kind.AUTHOR_BIO: """
        about the author, about the authors, about the writer, über den autor, über die autorin, zur person,
        covers, writes about, writes on, writes for, reports on, years of experience, passionate about,
        experienced writer, schreibt für, schreibt über, lives in, her work, his work, when he s, when she s, when
        i m, sobre el autor, sobre la firma, à propos de l auteur, follow him, follow her, view full profile, read
        more by, all posts by, more articles by, alle beiträge von""",
    Kind.SEARCH: """
        search for, search the, search site, suche nach, suchen sie, suchbegriff, suche starten, suche schließen,
        search box, advanced search, erweiterte suche, suchen, search, all these words, mots clés, rechercher""",
    Kind.LOGIN: """
        sign in, log in, login, anmelden, einloggen, eingeloggt, logout, log out, sign out, abmelden, zaloguj,
        already have an account, already a member, password, passwort, melden sie sich, mot de passe, connexion,
        iniciar sesión, member login, remember me, forgot password, lost your password, log on, nicht eingeloggt""",
    Kind.ACCOUNT: """
        create an account, create account, your account, my account, delete account, mein konto, benutzerkonto,
        benutzerdaten, account erstellen, edit profile, view profile, my profile, mein profil, register, jetzt
        registrieren, registrieren, registriert, sólo para registrados, sólo para suscriptores, regístrate, s
        inscrire, manage users, join now, join free, join today, sign up, verifizierung, account settings, account
        billing, neuer account, social login, user profile""",
    Kind.TAGS: """
        tags, tagged, tagged with, filed under, filed in, posted in, categories, category, schlagwörter,
        schlagworte, schagwörter, getaggt als, etiquetas, mehr über, mots clés, topics mentioned, topics, themen,
        tag cloud, labels, kategorien, keywords, stichworte""",
    Kind.DATELINE: """
        min read, minute read, minutes read, minutes to read, minute de lecture, min lesezeit, lesezeit, reading
        time, read time, last updated, updated on, published on, posted on, published, updated, last modified,
        stand, aktualisiert, veröffentlicht, veröffentlicht am, zuletzt aktualisiert, aktualizacja, publikacja,
        aggiornato, actualizado, publié, publicado, mis à jour, ago, vor stunden, uhr, post date, prieš, am, pm""",
    Kind.BYLINE: """
        by, written by, posted by, reviewed by, author, words by, story by, von, par, di, por, kommentar von, ein
        kommentar von, eine analyse von, redakteur, redakteurin, reporter, correspondent, korrespondent,
        korrespondentin, volontär, volontärin, 责编, 记者, 기자, post author, staff writer, autor, autora, autorin""",
    Kind.CREDIT: """
        photo by, bildnachweis*, fotonachweis*, photo, foto, image, credit, image credit, photo credit,
        bildquelle, bildrechte, quelle, source, getty images, getty, afp, reuters, dpa, shutterstock, epa, imago,
        picture alliance, unsplash, pixabay, wikimedia commons, adobestock, adobe stock, istock, courtesy of,
        image courtesy, photograph, fotografie, photography, bild, nuotr, 写真""",
    Kind.CAPTION: """
        pictured, pictured left, file photo, file image, archivfoto, symbolbild, stock image, symbolfoto, figure,
        abbildung, von links, from left, image caption, in this photo, in dieser undatierten, seen here, links im
        bild""",
    Kind.NAVIGATION: """
        skip to, jump to, zum inhalt, zur hauptnavigation, zur suche, zum seitenanfang, zur fußzeile, zur
        startseite, aller au, open menu, close menu, toggle navigation, toggle menu, toggle, back to top, back to,
        nach oben, see all, view all, show all, table of contents, inhaltsverzeichnis, schließen, navigation,
        submenu, sub navigation, previous, next, previous article, next article, previous post, next post,
        vorheriger, nächster, vorheriger beitrag, nächster beitrag, breadcrumb, main page, archives, archive,
        archiv, all categories, select your language, language, cart, geri dön, page of, pages""",
    Kind.TEASER: """
        most read, most popular, most viewed, most commented, top stories, top themen, trending, latest news,
        latest stories, latest posts, latest videos, latest articles, recent posts, recent articles, popular
        posts, popular now, meistgelesen, meistdiskutierte, neueste artikel, neueste beiträge, neueste
        nachrichten, aktuelle artikel, aktuelle nachrichten, recommended for you, recommended, empfohlen,
        featured, featured articles, don t miss, mehr nachrichten, weitere nachrichten, weitere artikel, lo más
        leído, más noticias, en portada, más leídas, more news, editor s picks, latest, just in, mest läst, mest
        lest, seneste, uusimmat, schlagzeilen, hits du moment, mer läsning, mehr aus, top news""",
}
"""Seen on the tuning part of the kinds sample (docs/kinds.md) and in common content systems."""
