"""Words that stand in countless titles, in ten languages: what is depicted, or what kind of picture it is.

They count as common until the registry's own counts say otherwise (see `matcher.rarity`).
"""

from registry.normalise.text import tokens

_WORDS = """
still life landscape portrait self study view scene head figure figures woman man girl boy child lady gentleman young old
virgin madonna christ saint holy family nude composition abstract flowers flower vase bowl plate jar river sea seascape
coast harbour village street church house garden trees tree winter summer spring autumn morning evening night sunset
standing seated reclining sketch drawing number no part two three four large small unknown untitled
nature morte paysage portrait autoportrait étude vue scène tête femme homme fille garçon enfant jeune vierge sainte saint
famille nu fleurs vase bord rivière mer marine village rue église maison jardin hiver été printemps automne sans titre
stillleben landschaft bildnis selbstbildnis porträt studie ansicht szene kopf frau mann mädchen knabe kind junge alte
madonna heilige heiliger familie akt komposition blumen fluss meer küste dorf strasse kirche haus garten winter ohne titel
natura morta paesaggio ritratto autoritratto studio veduta scena testa donna uomo fanciulla bambino giovane vergine santa
santo famiglia nudo fiori fiume mare marina paese strada chiesa casa giardino inverno senza titolo
naturaleza muerta bodegón paisaje retrato autorretrato estudio vista escena cabeza mujer hombre niña niño joven virgen
familia desnudo flores río mar calle iglesia casa jardín invierno sin título
натюрморт пейзаж портрет автопортрет этюд вид сцена голова женщина мужчина девушка девочка мальчик ребенок молодая
богоматерь христос святой святая семья обнаженная композиция цветы река море берег деревня улица церковь дом сад зима
лето весна осень утро вечер ночь закат без названия
краєвид етюд вигляд жінка чоловік дівчина хлопчик дитина богородиця святий родина квіти річка село вулиця будинок без назви
stilleben landskap porträtt självporträtt studie vy scen huvud kvinna man flicka pojke barn ung gammal helig familj
blommor flod hav kust by gata kyrka hus trädgård vinter sommar vår höst morgon afton natt utan titel okänd
طبيعة صامتة منظر طبيعي بورتريه صورة شخصية دراسة امرأة رجل فتاة طفل زهور نهر بحر قرية شارع بدون عنوان
静物 风景 肖像 自画像 习作 女子 男子 人物 花卉 山水 花鸟 无题
"""

COMMONPLACE = frozenset(tokens(_WORDS))
"""The words as tokens."""
