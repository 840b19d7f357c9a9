"""Languages as providers write them (MARC and BCP 47 codes), brought to ISO 639."""

from __future__ import annotations

# MARC's three-letter codes of what is read most; where MARC and ISO 639-2/T differ, both are here.
_FROM_MARC = """
afr=af alb=sq amh=am ara=ar arm=hy aze=az baq=eu bel=be ben=bn bos=bs bre=br bul=bg bur=my cat=ca ces=cs chi=zh cym=cy
cze=cs dan=da deu=de dut=nl ell=el eng=en epo=eo est=et eus=eu fao=fo fas=fa fin=fi fra=fr fre=fr fry=fy geo=ka ger=de
gle=ga glg=gl gre=el guj=gu hau=ha heb=he hin=hi hrv=hr hun=hu hye=hy ibo=ig ice=is ind=id isl=is ita=it jav=jv jpn=ja
kan=kn kat=ka kaz=kk khm=km kor=ko kur=ku lao=lo lat=la lav=lv lit=lt ltz=lb mac=mk mal=ml mao=mi mar=mr may=ms mkd=mk
mlt=mt mon=mn mri=mi msa=ms mya=my nep=ne nld=nl nno=nn nob=nb nor=no ori=or pan=pa per=fa pol=pl por=pt pus=ps ron=ro
rum=ro rus=ru san=sa scc=sr scr=hr sin=si slk=sk slo=sk slv=sl sna=sn snd=sd som=so spa=es sqi=sq srp=sr swa=sw swe=sv
tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th tib=bo tur=tr uig=ug ukr=uk urd=ur uzb=uz vie=vi wel=cy xho=xh yid=yi yor=yo
zho=zh zul=zu
"""
_TWO_LETTERS = dict(pair.split("=") for pair in _FROM_MARC.split())
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "un"})  # undetermined, several, none, uncoded


def iso_639(code: str) -> str | None:
    """The two-letter code of a language, its three letters where it has none, None for what is no language.

    >>> iso_639("ger"), iso_639("zh-TW"), iso_639("grc"), iso_639("und"), iso_639("German")
    ('de', 'zh', 'grc', None, None)
    """
    plain = code.strip().lower().removeprefix("/languages/").split("-")[0]
    if not plain.isascii() or not plain.isalpha() or len(plain) not in (2, 3) or plain in _NO_LANGUAGE:
        return None
    return _TWO_LETTERS.get(plain, plain)
