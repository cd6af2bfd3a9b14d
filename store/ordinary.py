"""Ordinary words that are also names: in small letters they are words, and stay readable."""

from __future__ import annotations

ORDINARY = frozenset(
    """
    abbot aber able account aime alle alma alp alt altin alto amber amen amor and angel angeles anger
    angle april arch archer are arena arm art ash aslan aspen aster ates aube auf august aurora aurore aus
    autumn avril away ay aydin azul bach back bacon bahar baker bal ball banks bar baran barber barco
    baris barker baron basar basil bass bauer baum bay bayram beach bean bear beau beck bee bei bell belle
    bench berg berry best bien bilge bill bin birch bird bishop black blanc blanca blanche blanco bless
    blond blue blum bold bon bond bonne book booth bora born boucher boulanger bounty bourgeois bow box
    boy brand brandy braun brave bravo bread brewer bridge bright brook brooks brown brun bucher buck bud
    bueno bulut bunny burns bus bush but butcher butler cain calle calvo campo campos can candy cannon
    canto carol carpenter carre carter carver casa case cash castillo castle cat chain chamber chambers
    chance chandler chase chastity chat chess chevalier chip christian church cicek clair claro clay cliff
    clover coal concepcion constance constant consuelo cook cooper coq coral corbeau corona cortes coskun
    costa court crane creed crisp cross crow cruz crystal cuesta cura daisy dale dame damla das dash dawn
    day days dean dear del delgado dem demir den deniz der derya des desire devrim diamond dick die dieu
    dilek dill dogan dolly dolores don dorn doruk dot dove drake draw drei drew duke dulce dupont dusty
    dutch duygu early earnest earth east ein elm ember emek emel emerald emir engel erkek ernst esperanza
    est estrella etoile eule eve even ever evren ezgi fable fair faith fall farmer feld feliz fern ferry
    fest fidan fiel field fields finch fine firat fischer fish fisher fleur fleury flint flor flora flores
    flower flowers fontaine foot for ford forest forge fort foster fox francais france franco frank frau
    free freeman frei freitag french friday friend from fromm frost fuchs fuente fuentes fuhrmann fuller
    gale gallo gamze ganz gardener gast gay geist gene gentle gift gill ginger gizem glas glen glory
    glover gluck gok gold golden gonul good grace gracia grand grant gray green grey gros gross grove grun
    guerra guerrero gul gunes gurbet gut guy had hahn hain hall halt ham hammer hand happy harbor hardy
    harmony harvest has hase hasret haus hay hayat hazel head heard heart heath heather heil held her herb
    herbst hermosa hero herr herz hierro hill hills himmel his hiver hobby hoch hof hoffnung holiday holly
    holz honey honor honour hood hook hope house how hoyos hund hunt hunter hut huzur ice iglesias inci
    ion ipek iris irmak iron isik isle ist its ivory ivy jack jade jager jasmine jay jeans jersey jet
    jewel job jolie jour joy judge july june jung junior juste justice justo kaiser kalt kamm kardelen
    kartal kaya keen kein key kilic king kirsch kitty klar klee klein klug knight koch konig kopf korn
    kraft krause krieg kuhn kunst kurz lab lad ladron lake lamb lamm lance land lane lang large lark las
    laurel laurels laut law leaf leal leben leger lent leon les let libre lieb light lily lime linde link
    lion list little liv live lobo lock long los loup love lovely low luck lucky luna lune lust luz mace
    maid major male maler malt man mann many mar march marchand marine mark markt marsh marshal marshall
    martial mason mast maurer max may mayor meadow medal medina meer mehr meister melody meltem mercedes
    mercer mercy merit merry mert meunier mignon milagros mile miles mill miller mills mint misty molina
    mond montag montes moody moon moor moral more moreno morgen moss moulin mount muller munter mut mutlu
    myrtle nacht neat nehir neu new nieves night nil noble noir nor norm north not novel now nuit nur oak
    oat ocean odd off oiseau olive olmo one onur opal orange ore ost our out own ozan ozgur ozlem page
    pain palm palmer paloma pansy pardo park parker parson parsons past pat patience paz pea peace peach
    pearl peck peg pen pena penny people pepper per perle person petit petty pfeiffer pierce pike pilar
    pin pinar pine pinto piper pitch plaza plum pole pond pont poor pope poppy porter post potter power
    powers poyraz prado precious price pride priest prieto prince princess providence prudence puente
    purse queen quill quince rabe rain raise ramos ramp rand randy rat ray read ready real rebel recht red
    reed reef regent reich rein reina remedios renard reyes rice rich riche richer richter rico ride ridge
    ring rios rip rise ritter rive river rivers roach road rob robin roca roche rock rocky rod rodeo roi
    rojas rojo roman rome romero rood rook rosa rosario rose rosemary rosy rot rouge rousse roux row rowan
    royal royer rubio ruby rue ruhe rush russet rusty ruzgar rye sabah sable sage saint salt salvador samt
    sand sandy santa santo santos satt savas savoir sawyer say scarlet schafer scharf schlosser schmidt
    schneider scholz schon school schreiber schreiner schulz schuster schwarz scout sea season seasons see
    self selvi serene serenity sergeant serrano sevda sevgi sevinc shade sharp she shepherd sheriff sierra
    silver sinem singer skip sky slater small smart smith snow sol sole soledad soleil sommer sonay song
    sonne sonntag sparrow spear specht speed spring star stark starling steel sterling stern steward still
    stock stolz stone storm story strauss street strong stub sturm sue summer summers sun sunday sunny
    swan sweet swift tab table tag tailor tal tan tanner taub tawny teal temple that the them then they
    this thorn thyme tide tief tiger timber tischler ton too topaz topfer toprak toro torres tour tower
    town trace treu trinity true truth tucker tuna turner two ufuk ulku umut und unity use utku uzun valle
    van varol vat vega vela verde verity vernal vert vest victor victory vida viento vigne ville viola
    violet viva vogel voisin voll von wade wake wald walker wall ward ware warm warner warren was waters
    way weaver weber weeks wein weiss well wells welt wenig west wheat wheeler white who why wick wie wild
    wilder will williams win wind winter wirt wise wish with wolf wolff wolle wood woods worth wren wright
    wunder yagmur yaprak yard yavuz yaz yesil yigit yildiz you young yurt zafer zahn zaman zapatero zart
    zeit zen zimmer zimmermann zorn zum zur вера весна волк воля гора горе елка заря звезда зима искра лев
    лилия любовь май мила милая мир надежда победа рада радость роза роман света светла свобода север
    слава сокол солнце тихий ударник утро
    """.split()  # noqa: SIM905 - fifteen words on a line can be read
)
"""Folded as `store.namings.folded` does; what is missing here is rather covered once too often."""
