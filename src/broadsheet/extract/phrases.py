"""Headings and short lines that open a part which is not the article, in many languages.

Comes in: a short text. Goes out: the kind of part it opens, or None. Data, not logic: a phrase is
believed only where a rule of `revise` finds the structure that fits it.
"""

from __future__ import annotations

import re

from broadsheet.extract.heads import cut, heads, may_begin
from broadsheet.records import Kind

_PHRASES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.COMMENTS,
        r"(?:\d{1,5} )?comments?(?: \(?\d{1,5}\)?)?|leave (?:a|your) (?:comment|reply)|"
        r"join the (?:conversation|discussion)|discussion|"
        r"\d{1,5} (?:replies|responses|kommentare|commentaires|comentarios|commenti|reacties|ergänzungen)\b.{0,60}|"
        r"\d{1,5} (?:comments|thoughts) on .{0,200}|kommentare?|commentaires?|comentarios|comentários|commenti|"
        r"reacties|komentarze|комментарии|коментарі|yorumlar|התגובות|تعليقات|التعليقات|评论|評論|コメント|댓글|"
        r"leserkommentare|kommentar schreiben|laisser un commentaire|deja (?:un comentario|una respuesta)|"
        r"deixe um comentário|schreibe einen kommentar",
    ),
    (
        Kind.RELATED,
        r"related(?: (?:articles?|stories|posts?|news|content|topics|coverage|links?|reading))?|"
        r"read (?:more|next|also)|more (?:stories|from|on|in|news|like this|to explore)\b.{0,60}|"
        r"you (?:may|might) (?:also )?(?:like|be interested in|have missed)|"
        r"recommended(?: for you| stories| articles| reading)?|see also|also read|"
        r"most (?:read|popular|viewed|shared)\b.{0,30}|trending(?: now| stories)?|latest(?: news| stories)?|"
        r"top stories|up next|don't miss|popular (?:posts?|stories|articles)|"
        r"similar (?:articles|posts|stories)|further reading|mehr zum thema|meistgelesen\w{0,4}(?: artikel)?|"
        r"weiterlesen|lesen sie (?:auch|mehr)\b.{0,40}|weitere (?:artikel|themen|meldungen|nachrichten)\b.{0,30}|"
        r"das könnte (?:sie|dich) (?:auch )?interessieren|auch interessant|empfehlungen?|zum thema|lire aussi|"
        r"à lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|similaires|recommandés)|les plus lus|"
        r"voir aussi|(?:noticias|artículos|temas) relacionad[oa]s|te puede interesar|lo más (?:leído|visto)|"
        r"lea también|más (?:noticias|información|sobre)\b.{0,30}|leia (?:também|mais)|mais lidas|veja também|"
        r"notícias relacionadas|leggi anche|articoli correlati|potrebbe interessarti|lees ook|"
        r"meer over\b.{0,30}|gerelateerd\w{0,3}|czytaj (?:też|także|również)|zobacz (?:też|także|również)|"
        r"polecane|najczęściej czytane|читайте (?:также|ещё|еще)|по теме|материалы по теме|читайте також|"
        r"ilgili haberler|benzer haberler|اقرأ أيضا?ً?|مواضيع ذات صلة|إقرأ أيضاً|相关(?:新闻|"
        r"阅读|文章)|関連(?:記事|ニュース)|"
        r"あわせて読みたい|おすすめ(?:記事)?|관련 ?기사|läs (?:också|mer|även)|les også|læs også|lue myös",
    ),
    (
        Kind.NEWSLETTER,
        r"(?:sign up|subscribe) (?:for|to) .{0,60}newsletters?.{0,40}|(?:our )?newsletters?|"
        r"get (?:the|our) (?:latest|newsletter).{0,60}|stay (?:informed|updated|in touch|up to date).{0,40}|"
        r"newsletter(?: abonnieren| anmeldung)|inscrivez-vous .{0,40}newsletter.{0,30}|suscríbete .{0,60}|"
        r"thank you for (?:subscribing|signing up).{0,40}",
    ),
    (
        Kind.SUBSCRIBE,
        r"this (?:article|story|content) is (?:for|only for|exclusive to|reserved for) .{0,20}subscribers.{0,20}|"
        r"(?:already )?a subscriber\?.{0,20}|subscribe (?:now|today|to (?:continue|read|keep)).{0,60}|"
        r"(?:to )?(?:continue|keep) reading.{0,60}subscri.{0,30}|become a (?:member|subscriber|supporter).{0,40}|"
        r"support (?:our|independent|quality) journalism.{0,40}|jetzt (?:abonnieren|weiterlesen|testen).{0,40}|"
        r"(?:dieser )?(?:artikel|beitrag) ist (?:nur |exklusiv )?für abonnent.{0,40}|"
        r"(?:cet )?article (?:est )?réservé (?:aux|à nos) abonnés.{0,30}|la suite est réservée aux abonnés.{0,30}|"
        r"il vous reste .{1,12}% .{0,30}à (?:lire|découvrir).{0,50}|"
        r"(?:este )?(?:artículo|contenido) (?:es )?(?:exclusivo|solo|sólo) para (?:suscriptores|abonados).{0,30}|"
        r"suscríbete para (?:leer|seguir).{0,40}|(?:este )?(?:conteúdo|artigo) (?:é )?exclusivo para assinantes.{0,30}|"
        r"(?:questo )?(?:articolo|contenuto) (?:è )?riservato agli abbonati.{0,30}|"
        r"(?:dit )?artikel is (?:alleen|exclusief|enkel) (?:toegankelijk )?voor (?:abonnees|leden).{0,30}|"
        r"(?:den här )?artikeln är (?:bara|endast) för prenumeranter.{0,30}|"
        r"(?:denne )?(?:artikkelen|artikel|artiklen|saken) er (?:bare|kun) for abonnenter.{0,30}|"
        r"(?:ten )?artykuł (?:jest )?(?:dostępny )?(?:tylko )?dla (?:subskrybentów|prenumeratorów).{0,30}|"
        r"(?:этот )?(?:материал|статья) доступ(?:ен|на) только (?:для подписчиков|подписчикам|по подписке).{0,30}|"
        r"bu (?:haber|yazı|içerik) (?:sadece|yalnızca) abone.{0,40}|"
        r"この記事は(?:有料)?会員限定.{0,70}|この記事は有料.{0,70}|残り ?\d{1,6} ?文字.{0,40}|"
        r"(?:本文|此文)(?:仅|僅|只)(?:限|供|对|對).{0,6}(?:会员|會員|订阅|訂閱|付费|付費).{0,40}|"
        r"(?:이|본) ?기사는 .{0,8}(?:구독자|유료 ?회원).{0,30}",
    ),
    (
        Kind.LOGIN,
        r"log ?in|sign in|social login|login|anmelden|einloggen|anmeldung|se connecter|connexion|"
        r"iniciar sesión|entrar|accedi|inloggen|войти|вход|giriş yap|تسجيل الدخول|登录|ログイン|로그인|"
        r"(?:neues )?passwort .{0,30}|forgot(?:ten)? (?:your )?password.{0,20}|mot de passe oublié.{0,20}|"
        r"passwort vergessen.{0,10}|create (?:an )?account|register",
    ),
    (
        Kind.AUTHOR_BIO,
        r"about the authors?|about the writer|written by|über (?:den|die) autor(?:in|en)?|zur person|"
        r"à propos de l'auteur|sobre (?:el|la|o|a) autor[ae]?|об авторе|o autorze",
    ),
    (
        Kind.TAGS,
        r"(?:tags?|topics?|themen|schlagworte|schlagwörter|mots[- ]clés|etiquetas|temas|tópicos|"
        r"argomenti|tematy|теги|метки|etiketler|الوسوم|标签|タグ|filed under|more about|in this story):?",
    ),
    (
        Kind.SHARE,
        r"share(?: (?:this|on|via|article)\b.{0,40})?|teilen|partager\b.{0,20}|compartir\b.{0,20}|"
        r"compartilhe?\b.{0,20}|condividi|delen|поделиться|udostępnij|paylaş|شارك|分享|follow us\b.{0,40}",
    ),
    (
        Kind.AD,
        r"advertis(?:ement|ing)|(?:advertisement\W{1,2})?scroll to continue(?: reading)?|ad|sponsored(?: content)?|"
        r"anzeige|werbung|publicité|publicidad|publicidade|pubblicità|"
        r"advertentie|reklama|реклама|reklam|إعلان|广告|広告|광고|story continues below(?: advertisement)?|"
        r"article continues (?:after|below).{0,40}|continue reading.{0,40}|skip advertisement",
    ),
    (
        Kind.NAVIGATION,
        r"(?:table of )?contents?|(?:in|on) this (?:article|page|post|guide)|jump to(?: (?:section|recipe))?|"
        r"inhalts?(?:verzeichnis|übersicht)?|in diesem (?:artikel|beitrag)|sommaire|table des matières|"
        r"dans cet article|au sommaire|tabla de contenidos?|índice(?: de contenidos?)?|en este artículo|"
        r"indice(?: dei contenuti)?|sommario|in questo articolo|sumário|neste artigo|inhoud(?:sopgave)?|"
        r"in dit artikel|innehåll(?:sförteckning)?|indhold(?:sfortegnelse)?|innhold(?:sfortegnelse)?|"
        r"sisällys(?:luettelo)?|spis treści|w tym artykule|obsah|tartalom(?:jegyzék)?|содержание|оглавление|"
        r"зміст|içindekiler|目次|目录|目錄|목차|المحتويات|جدول المحتويات",
    ),
    (
        Kind.OTHER,
        r"this slideshow requires javascript|diese (?:diashow|slideshow) benötigt javascript|"
        r"ce diaporama nécessite javascript|este (?:pase de diapositivas|slideshow) (?:requiere|necessita de) "
        r"javascript|"
        r"questa presentazione richiede javascript|deze diavoorstelling vereist javascript|"
        r"scroll through the whole page to download all images before printing|"
        r"(?:sorry, )?your browser (?:does not|doesn't|doesn’t) (?:currently )?support .{0,50}|"
        r"(?:ihr|dein) browser unterstützt .{0,60}|votre navigateur ne (?:supporte|prend) pas .{0,60}|"
        r"(?:su|tu) navegador no (?:soporta|admite|es compatible) .{0,60}|"
        r"il (?:tuo|vostro|suo) browser non supporta .{0,60}|"
        r"seu navegador não suporta .{0,60}|(?:je|uw) browser ondersteunt .{0,60}|"
        r"ваш браузер не поддерживает .{0,60}|(?:twoja|twój) przeglądark?a? nie obsługuje .{0,60}|"
        r"(?:please )?enable javascript to view .{0,60}|video player is loading|this is a modal window|"
        r"(?:beginning|end) of dialog window\b.{0,60}|the media could not be loaded\b.{0,60}",
    ),
    (
        Kind.CONSENT,
        r"externer inhalt.{0,40}|(?:this|external) content .{0,60}(?:consent|cookies).{0,60}|"
        r"recommended content|empfohlener (?:redaktioneller )?inhalt.{0,20}|contenu (?:externe|bloqué).{0,40}",
    ),
)

_PATTERN = re.compile(r"\W{0,3}(?:" + "|".join(f"({words})" for _, words in _PHRASES) + r")(?: ?\(\d{1,5}\))?\W{0,3}")
"""For small letters: a phrase is given up at its first letter, which takes longer where case is ignored."""
_ODD = re.compile("[İıſᲀ-ᲅ]")
_PLAIN = str.maketrans("İıſᲀᲁᲂᲃᲄᲅ", "iisвдостт")
"""Letters that are those of the phrases where case is ignored (`re.IGNORECASE`), though not by `str.lower`."""
_KINDS = tuple(kind for kind, _ in _PHRASES)

HEADS = heads(words for _, words in _PHRASES)
_SHORT = cut(HEADS)

LONGEST = 90
"""Characters of the longest line taken for an opening phrase."""


def opens(text: str) -> Kind | None:
    """The kind of part that a heading or short line opens; None for any other text."""
    said = small(text) if len(text) <= LONGEST else ""
    if not said or not may_begin(said, _SHORT):
        return None
    found = _PATTERN.fullmatch(said)
    return _KINDS[(found.lastindex or 1) - 1] if found else None


def small(text: str) -> str:
    """A text in small letters, by which `re` ignores case: also those of Turkish, and the long s."""
    if not text.isascii() and _ODD.search(text):
        text = text.translate(_PLAIN)
    return text.lower()
