"""The names of the months in the languages of news, as a table.

Comes in: a word and, where known, a language. Goes out: the number of the month.
Must not know: anything of dates or pages. Names after Unicode CLDR (full, in the case that
dates use, and short); a language is one line, a month its spellings between bars.
"""

from __future__ import annotations

from functools import cache

_NAMES = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct"
    " november|nov december|dec",
    "de": "januar|jänner|jan|jän februar|feber|feb märz|mär|mrz april|apr mai juni|jun juli|jul august|aug"
    " september|sept|sep oktober|okt november|nov dezember|dez",
    "fr": "janvier|janv|jan février|fevrier|févr|fév mars|mar avril|avr mai juin|jun juillet|juil août|aout|aoû"
    " septembre|sept|sep octobre|oct novembre|nov décembre|decembre|déc",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago"
    " septiembre|setiembre|sept|sep|set octubre|oct noviembre|nov diciembre|dic",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett"
    " ottobre|ott novembre|nov dicembre|dic",
    "pt": "janeiro|jan fevereiro|fev março|marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set"
    " outubro|out novembro|nov dezembro|dez",
    "nl": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep"
    " oktober|okt november|nov december|dec",
    "sv": "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sept|sep oktober|okt"
    " november|nov december|dec",
    "da": "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep oktober|okt"
    " november|nov december|dec",
    "no": "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sep oktober|okt"
    " november|nov desember|des",
    "fi": "tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti"
    " toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo"
    " syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu",
    "is": "janúar|jan febrúar|feb mars|mar apríl|apr maí júní|jún júlí|júl ágúst|ágú september|sep október|okt"
    " nóvember|nóv desember|des",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze"
    " lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis"
    " grudnia|grudzień|gru",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn"
    " července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad|lis prosince|prosinec|pro",
    "sk": "januára|január|jan februára|február|feb marca|marec|mar apríla|apríl|apr mája|máj júna|jún júla|júl"
    " augusta|august|aug septembra|september|sep októbra|október|okt novembra|november|nov decembra|december|dec",
    "sl": "januarja|januar|jan februarja|februar|feb marca|marec|mar aprila|april|apr maja|maj junija|junij|jun"
    " julija|julij|jul avgusta|avgust|avg septembra|september|sep oktobra|oktober|okt novembra|november|nov"
    " decembra|december|dec",
    "hr": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi"
    " lipnja|lipanj|lip srpnja|srpanj|srp kolovoza|kolovoz|kol rujna|rujan|ruj listopada|listopad|lis"
    " studenoga|studenog|studeni|stu prosinca|prosinac|pro",
    "sr": "јануар|јануара|јан|januar|januara|jan фебруар|фебруара|феб|februar|februara|feb "
    "март|марта|мар|mart|marta|mar"
    " април|априла|апр|april|aprila|apr мај|маја|maj|maja јун|јуна|jun|juna|jуни јул|јула|jul|jula"
    " август|августа|авг|avgust|avgusta|avg септембар|септембра|сеп|septembar|septembra|sep"
    " октобар|октобра|окт|oktobar|oktobra|okt новембар|новембра|нов|novembar|novembra|nov"
    " децембар|децембра|дец|decembar|decembra|dec",
    "bg": "януари|яну февруари|фев март|мар април|апр май юни юли август|авг септември|сеп октомври|окт ноември|ное"
    " декември|дек",
    "mk": "јануари|јан февруари|фев март|мар април|апр мај јуни јули август|авг септември|сеп октомври|окт ноември|ное"
    " декември|дек",
    "ru": "января|январь|янв февраля|февраль|февр|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн"
    " июля|июль|июл августа|август|авг сентября|сентябрь|сент|сен октября|октябрь|окт ноября|ноябрь|нояб|ноя"
    " декабря|декабрь|дек",
    "uk": "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт|кві травня|травень|трав|тра"
    " червня|червень|черв|чер липня|липень|лип серпня|серпень|серп|сер вересня|вересень|вер жовтня|жовтень|жовт|жов"
    " листопада|листопад|лист|лис грудня|грудень|груд|гру",
    "be": "студзеня|студзень лютага|люты сакавіка|сакавік красавіка|красавік мая|май|траўня чэрвеня|чэрвень"
    " ліпеня|ліпень жніўня|жнівень верасня|верасень кастрычніка|кастрычнік лістапада|лістапад снежня|снежань",
    "ro": "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept|sep"
    " octombrie|oct noiembrie|nov|noi decembrie|dec",
    "hu": "január|januári|jan február|februári|febr|feb március|márciusi|márc április|áprilisi|ápr május|májusi|máj"
    " június|júniusi|jún július|júliusi|júl augusztus|augusztusi|aug szeptember|szeptemberi|szept október|októberi|okt"
    " november|novemberi|nov december|decemberi|dec",
    "el": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ|μάρ απριλίου|απρίλιος|απρ"
    " μαΐου|μαίου|μάιος|μαΐ|μάι ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ"
    " σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ",
    "tr": "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki"
    " kasım|kas aralık|ara",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "et": "jaanuar|jaan veebruar|veebr märts aprill|apr mai juuni juuli august|aug september|sept oktoober|okt"
    " november|nov detsember|dets",
    "lv": "janvāris|janvārī|janv februāris|februārī|febr marts|martā aprīlis|aprīlī|apr maijs|maijā jūnijs|jūnijā|jūn"
    " jūlijs|jūlijā|jūl augusts|augustā|aug septembris|septembrī|sept oktobris|oktobrī|okt novembris|novembrī|nov"
    " decembris|decembrī|dec",
    "lt": "sausio|sausis|saus vasario|vasaris|vas kovo|kovas|kov balandžio|balandis|bal gegužės|gegužė|geg"
    " birželio|birželis|birž liepos|liepa|liep rugpjūčio|rugpjūtis|rugp rugsėjo|rugsėjis|rugs spalio|spalis|spal"
    " lapkričio|lapkritis|lapkr gruodžio|gruodis|gruod",
    "sq": "janar|jan shkurt|shk mars|mar prill|pri maj qershor|qer korrik|korr gusht|gush shtator|sht tetor|tet"
    " nëntor|nën dhjetor|dhj",
    "ca": "gener|gen febrer|febr març abril|abr maig juny juliol|jul agost|ag setembre|set octubre|oct novembre|nov"
    " desembre|des",
    "gl": "xaneiro|xan febreiro|feb marzo|mar abril|abr maio|mai xuño xullo agosto|ago setembro|set outubro|out"
    " novembro|nov decembro|dec",
    "eu": "urtarrila|urtarrilaren otsaila|otsailaren martxoa|martxoaren apirila|apirilaren maiatza|maiatzaren"
    " ekaina|ekainaren uztaila|uztailaren abuztua|abuztuaren iraila|irailaren urria|urriaren azaroa|azaroaren"
    " abendua|abenduaren",
    "id": "januari|jan februari|feb|peb maret|mar april|apr mei juni|jun juli|jul agustus|agu|ags|agt"
    " september|sep|sept oktober|okt november|nov|nop desember|des",
    "ms": "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep oktober|okt november|nov"
    " disember|dis",
    "sw": "januari|jan februari|feb machi|mac aprili|apr mei juni|jun julai|jul agosti|ago septemba|sep oktoba|okt"
    " novemba|nov desemba|des",
    "af": "januarie|jan februarie|feb maart|mrt april|apr mei junie|jun julie|jul augustus|aug september|sep"
    " oktober|okt november|nov desember|des",
    "tl": "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
    "ar": "يناير|جانفي|كانون-الثاني فبراير|فيفري|شباط مارس|آذار|اذار أبريل|إبريل|ابريل|أفريل|نيسان"
    " مايو|ماي|أيار|ايار يونيو|جوان|حزيران يوليو|جويلية|تموز أغسطس|اغسطس|أوت|آب سبتمبر|أيلول|ايلول"
    " أكتوبر|اكتوبر|تشرين-الأول نوفمبر|تشرين-الثاني ديسمبر|كانون-الأول",
    "he": "ינואר|בינואר|ינו׳ פברואר|בפברואר|פבר׳ מרץ|במרץ|מרס|במרס אפריל|באפריל|אפר׳ מאי|במאי יוני|ביוני יולי|ביולי"
    " אוגוסט|באוגוסט|אוג׳ ספטמבר|בספטמבר|ספט׳ אוקטובר|באוקטובר|אוק׳ נובמבר|בנובמבר|נוב׳ דצמבר|בדצמבר|דצמ׳",
    "hi": "जनवरी|जन फ़रवरी|फरवरी|फ़र मार्च अप्रैल मई जून जुलाई|जुल अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू"
    " नवंबर|नवम्बर|नव दिसंबर|दिसम्बर|दिस",
    "mr": "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "bn": "জানুয়ারী|জানুয়ারি|জানু ফেব্রুয়ারী|ফেব্রুয়ারি|ফেব মার্চ এপ্রিল মে জুন জুলাই|জুল আগস্ট|আগ"
    " সেপ্টেম্বর|সেপ অক্টোবর|অক্টো নভেম্বর|নভে ডিসেম্বর|ডিসে",
    "ta": "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "te": "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై|జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    "gu": "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ|ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર|ઓક્ટોબર નવેમ્બર ડિસેમ્બર",
    "pa": "ਜਨਵਰੀ ਫ਼ਰਵਰੀ|ਫਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "fa": "ژانویه|ژانویهٔ فوریه|فوریهٔ مارس آوریل مه|می|مهٔ ژوئن ژوئیه|ژوئیهٔ|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "th": "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค"
    " กันยายน|ก.ย ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
    "ka": "იანვარი|იან თებერვალი|თებ მარტი|მარ აპრილი|აპრ მაისი|მაი ივნისი|ივნ ივლისი|ივლ აგვისტო|აგვ"
    " სექტემბერი|სექ ოქტომბერი|ოქტ ნოემბერი|ნოე დეკემბერი|დეკ",
    "hy": "հունվարի|հունվար փետրվարի|փետրվար մարտի|մարտ ապրիլի|ապրիլ մայիսի|մայիս հունիսի|հունիս հուլիսի|հուլիս"
    " օգոստոսի|օգոստոս սեպտեմբերի|սեպտեմբեր հոկտեմբերի|հոկտեմբեր նոյեմբերի|նոյեմբեր դեկտեմբերի|դեկտեմբեր",
    "cy": "ionawr|ion chwefror|chwef mawrth|maw ebrill|ebr mai mehefin|meh gorffennaf|gorff awst medi hydref|hyd"
    " tachwedd|tach rhagfyr|rhag",
}

_ALIASES = {"nb": "no", "nn": "no", "bs": "hr", "sh": "sr", "fil": "tl", "iw": "he", "in": "id"}

LANGUAGES = frozenset(_NAMES) | frozenset(_ALIASES)
"""Languages whose month names are known; Chinese, Japanese, Korean and Vietnamese number theirs."""


@cache
def _names_of(language: str) -> dict[str, int]:
    months = _NAMES.get(_ALIASES.get(language, language), "").split()
    return {name: number for number, names in enumerate(months, 1) for name in names.split("|")}


@cache
def _names_of_all() -> dict[str, int]:
    """Every name that means the same month in all languages that have it."""
    merged: dict[str, int] = {}
    for language in _NAMES:
        for name, number in _names_of(language).items():
            merged[name] = number if merged.get(name, number) == number else 0
    return merged


def month_of(word: str, language: str | None = None) -> int | None:
    """The month (1-12) that `word` names, or None.

    The page's own language is asked first, then English (templates are often left English),
    then all others; a name that means two months in two languages (`listopad`) counts only in its own.
    """
    name = word.casefold().strip(".,،״׳'’")
    for names in (_names_of(language or ""), _names_of("en"), _names_of_all()):
        number = names.get(name)
        if number:
            return number
    return None
