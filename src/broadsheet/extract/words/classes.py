"""Words of class names that tell what a stripped block is, by kind: a table, no code.

Comes in: nothing. Goes out: `CLASSES`, words per `Kind`, in the form of `words.lines` (a hyphen or underscore in a
class name parts words). `names` is its stricter sister, which decides amid text; this one only names what is
stripped already. Must not know: any site.
"""

from __future__ import annotations

from broadsheet.records import Kind

CLASSES: dict[Kind, str] = {
    Kind.AD: """
        ad, ads, advert*, adv, sponsor*, dfp, gpt, adsense, werbung, anzeige, anzeigen, publicidad, publicite,
        outbrain, taboola, affiliate, commercial, cta*, pcta, offer, offers, product, products, price, pricing,
        prices, shop, shopping, buy, buybox, testimonial*, job, jobs, jobitem, quote container, announcement,
        promo bar, plug, deal, deals, coupon*, partner, partners, banner item, banner horiz, banner cta, call to
        action, trial, widget sponsor, cart, recipe cta, registration banner, callout, affiliates, hero cta,
        contact transition, lead form, infobox werbung""",
    Kind.NAVIGATION: """
        nav, navbar, menu item type taxonomy, menu item object category, menu item type post type, menu item
        object page, navigation, navi, menu*, mainnav, mainmenu, subnav, breadcrumb*, crumb, crumbs, bread crumb,
        clickpath, paginat*, pager, skip, skiplink*, masthead, jump, kicker, eyebrow, section name, section label,
        rubrik, overline, toc, table of contents, dropdown, submenu, sub menu, mega menu, megamenu*, hamburger*,
        burger, drawer, topbar, top bar, topnavi, topnav, toggle, archive, archives, widget archive, widget nav
        menu, logo, site title, site description, site name, site branding, language*, tabs, header, siteheader,
        flyout, sidemenu, mobnav, secondary nav, utility nav, utilitynav, offcanvas, off canvas, sitenav, ribbon,
        subsite, post navigation, nav links, backlink, pagination, mobilenav, quicklinks, quick links, right
        submenu, level2, level3, header top, epigraph, blog navigation""",
    Kind.FOOTER: """
        footer*, contentinfo, copyright*, copy, page bottom, imprint, impressum, colophon, attribution, foot,
        subfooter, sitefooter, small print, fine print, site info, legal, company links, footermenu, pagefooter,
        bot info, parkfooter, global footer, bottom footer, bottom bar, elementor location footer, sitemap, sub
        footer""",
    Kind.COMMENTS: """
        comment*, comments, disqus*, livefyre, fyre, kommentar*, comentar*, commentaire*, discussion, respond,
        recentcomments, reply, responses, replies, thread, ekomi, spotim, community, reactions, leserbrief*""",
    Kind.RELATED: """
        related*, relat, recirc*, read more, read next, read also, readmore, nextread, more stories, more from,
        more on, see also, also read, similar*, you may, you might, next article, next story, up next, further,
        yarpp*, verwandt*, relacionad*, mehr zum thema, explore, readers also, linkbox, moreposts, recirculation,
        injected, inline link, article listing, interlink, streamline, streamnews""",
    Kind.TEASER: """
        teaser*, card, cards, widget recent, widget area, promo, promos, carousel, latest*, display card, cross
        link, rail, sidebar, side bar, feed, slider, post card, stories, most*, recent*, popular*, trending,
        meistgelesen, summary item, news list, newslist, list entry, preview*, excerpt, articles list, ranking,
        rank, schlagzeilen, recommend*, headlines, top stories, blog item, blog list, post box, post item, tile*,
        slide, webring, tabbed, looper, listing, news item, dontmiss""",
    Kind.CONSENT: """
        cookie*, consent*, gdpr, onetrust, didomi, cookiebar, ccpa, cipa*, cmplz*, cli privacy, cli tab, cli col,
        cmp modal, cmp content, cmp container, cmp tracking, brlbs*, borlabs*, ot sdk*, cc banner, rejectmessage,
        sourcepoint, privacy overview, privacy manager, eu cookie law, optanon, tp cookie, embed consent, content
        blocker, klaro, usercentrics, wt cli""",
    Kind.NEWSLETTER: """
        newsletter*, mailing*, mailchimp, mc embed*, mc form, mc field, mc side, email sign, email capture, email
        form, emailform, sign up, signup, subscribe form, subscription block, subscribe blog, jetpack
        subscriptions, subscribe submit, subscribelabel, cleverreach, cr form, newsletters, news letter,
        emailsignup, join list, subscribepopup""",
    Kind.SUBSCRIBE: """
        subscri*, donat*, mollie, paywall banner, paywall prompt, paywall message, paywall offer, paywall overlay,
        paywall modal, piano, tp modal, tp container, membership, abo, abos, abonnement*, abobutton, support us,
        support banner, contribution*, contribute, regwall, payment*, vorschaltbanner, zahl, premium, giveaway,
        memberful, patreon, spende*, supporter*, unterst*""",
    Kind.ACCOUNT: """
        my account, user menu, user account, user panel, account*, profile*, editprofile, registration*, create
        profile, submitcreateprofile, user accounts, emailverification*, save news, returnsocial, personal menu""",
    Kind.COMMENT_POLICY: """
        comments disclaimer, comment disclaimer, comment moderation, comment rules, comment submit rules, comment
        policy, comment guidelines, netiquette, community rules, moderation rules""",
    Kind.LOGIN: """
        log in, login*, logintrigger, sign in, signin*, auth, auth in, authenticate*, logged, password*, must log
        in""",
    Kind.SHARE: """
        share*, sharing, social*, sns, addthis, addtoany, sharedaddy, follow, follow us, follows, bookmark*,
        actionbar, toolbox, toolbar, copy link, copy button, copy url, tts, readspeaker, rsbtn*, sd button, sd
        content, sd social, sd like, likes, like widget, essb*, shariff, print button, print link, sharelinks,
        sharebox, mailbox, twitter follow, shared counts, vorlesen, audio player, print header, maillb, quick
        action, icon facebook, icon twitter, preferredsource*, socials, article tools, tip a friend""",
    Kind.CAPTION: """
        caption*, image text, image description, image caption, figcaption, bildunterschrift, legend, legende,
        fotozeile, img desc, photo desc, wp caption, pie de foto, cutline, image, img, img text, imgbox,
        mediainfo, media block, media block description, photo, picture, bild, absatzbild*, tagline, gallery,
        slideshow*, to image slider, image container, featimg, feat caption, videotext, mediabox, media,
        imageblock, video caption""",
    Kind.CREDIT: """
        credit, credits, photo by, photo credit, photographer, image source, image credit, image copyright,
        bildquelle, fotograf, quelle, source, source text, attribution, attributions, contentcredit, bildnachweis,
        rights""",
    Kind.BYLINE: """
        byline*, by line, author, authors, autor, autores, auteur, writer, writers, reporter, reporters,
        contributor, signature, verfasser, byname, author name, author by, posted by, rez autor, user name, post
        author, author link, autor name, vcard, post byline, singular meta, content meta, article info""",
    Kind.AUTHOR_BIO: """
        author bio*, author box, author card, author info, author desc*, author detail*, author about, author
        profile, author block, author footer, about author, about the author, bio, biography, abh, author tooltip,
        author content, hero author bio, additional info, autor box, autor info, bio user, footer authors, user
        bio, autor jobtitle, autor info card""",
    Kind.DATELINE: """
        date, dates, dateline, datepublished, datemodified, datetime, date time, time, timestamp, publication
        date, updated, posted on, read time, readtime, reading time, entry post meta, article meta, meta, meta
        info, metainfo, lastchanged, blog meta, post date, entry date, pubdate, storytime, time container,
        localised date, article date, date display, detail date, date published, published date, posted date, info
        wrapper, storydate""",
    Kind.TAGS: """
        tag, tags, tag list, tag cloud, tagcloud, topic, topics, keyword, keywords, category, categories,
        schlagwort*, etiquetas, catlinks, cat links, section list, list label widget, tagline list, entry utility,
        post tags, entry tag, story tags, posttags, tgs, field tags, tags title, theme list, hashtags""",
    Kind.SEARCH: """
        search*, searchform, suche, suchen, divsuche, advanced search, adv searchform, suchfeld""",
    Kind.POLICY: """
        privacy, privacy statement, privacy policy, terms, agreement, akismet*, rgpd, privacy label, checkterms,
        privacystatement""",
    Kind.DISCLAIMER: """
        disclaimer*, disclosure, editors note, editor note, correction, corrections, views disclaimer, product
        disclaimer, terms text""",
    Kind.NOTIFICATION: """
        notification*, alert, alert bar, alerts, pushlayer, push notification, push notifications, web push,
        browser deprecation, chromeframe, message warning, jsflag, browser upgrade, toast, error message""",
    Kind.TITLE: """
        headline, entry title, post title, article title, story title, title article, page title, single title,
        titre""",
    Kind.OTHER: """
        player, video player, embed, counter, poll, quiz, survey, tooltip, ratings, rating, infobox, fact box,
        factbox, expandable, accordion, weather, ticker, stock, ranking disclosure, compare drawer, tweet, twitter
        tweet, glossary, calendar, story elements, widget weather, moodquiz, brand description, references,
        product comparison""",
}
"""The words of `names` and others of common content systems, mended on the tuning part of the kinds sample."""
