"""English words that end a phrase: never the name of a service, whatever the field."""

# What stands between a phrase's words without ending it, and what stands before its first word without being part of it.
LINKS = frozenset("and for of with in from at on to".split())
DETERMINERS = frozenset(
    """
    a an the our my your their his her its this that these those all any some every each both own such no
    """.split()
)
# Adjectives that say which one, or how good; left out where a phrase begins with them.
QUALIFIERS = frozenset(
    """
    local small big large new better good best bad existing current present several many more most few fewer other
    different whole entire half two three four five six ten twenty hundred thousand next last good enough great
    """.split()
)
NEGATIONS = frozenset(
    "no not never none nothing without dont doesnt didnt isnt arent wont cant cannot havent hasnt hardly".split()
)
# What makes of a statement a question or a mere possibility.
HEDGES = frozenset("should shall could might whether if maybe perhaps possibly either or some few rather instead become".split())

_VERBS = """
    achieve act add adopt advise afford agree aim analyse analyze answer appear apply approach argue arrange ask assess
    attract avoid be become befall begin believe belong book bring build buy call cancel carry cause change check choose
    claim close combine come commence compare complain complete consider contain continue contact cope cost count cover
    create cut deal decide decommission decide decrease define delay deliver depend describe design determine develop
    differ discuss divide do double drive drop embark encourage end ensure evaluate examine exist expand expect expire
    explain explore face fail feel fill find finish fit fix follow forget fund gather get give go grow guess handle happen
    have head hear help hire hit hold hope identify ignore impact implement improve include increase influence inform
    integrate intend intervene introduce invest invite involve join judge jump keep know lack launch lead leave let like
    look lose love make manage map match matter mean measure meet merge miss modernise monitor move need negotiate offer
    open organise organize overhaul own participate pay pick plan pool predict prefer prepare prevent prioritise procure
    produce promote propose protect prove provide publish purchase push put question raise reach read rebuild receive
    recommission recommend reconfigure record redesign redistribute redraw reduce refresh refuse regulate rely remain
    remodel renew reorganise reorganize repeat replace report require reshape reshuffle resource respond restructure
    retender rethink return review revise rise roll run save say scale score scrap secure see seem sell send serve set
    shape share shift shrug shut sign sit solve sort spend split stand start state stay steer stop strengthen struggle
    succeed suggest suit supply suppose sustain switch tackle take talk tell tender test thank think tidy transfer
    transform trust try turn understand undertake upgrade use visit wait want watch weigh win wish wonder word work worry
    write am is are was were been being has had having did does done doing went gone goes gave given got gotten came knew
    known made meant met paid ran said saw seen sent sold spent spoke stood taken taught thought told took understood won
    wrote written began begun brought bought built chose chosen drawn drew driven fell felt found grew grown heard held
    kept left led lost
    """

_OTHER = """
    i me we us you he him she it they them who whom whose which what when where why how whether there here myself
    ourselves themselves anybody anyone anything everybody everyone everything somebody someone something nobody nothing
    can could may might must shall should will would ought dare cant couldnt shouldnt wont wouldnt dont doesnt didnt isnt
    arent wasnt werent hasnt havent hadnt im ive id ill were weve wed well youre youve theyre theyve thats whats theres
    lets if then than so because since although though unless until while whereas or nor but yet as by about into onto out
    over under up down off through across around between among against during before after above below behind beside
    within without upon via per like instead rather towards not never no yes please thanks hello hi dear just only also
    too very really actually almost nearly quite perhaps maybe probably honestly already always often sometimes again once
    twice still ever even first second third finally now soon later today tomorrow yesterday together apart away back along dozens
    forward straight right wrong clear clearly easy hard possible able ready sure certain unsure aware important likely
    much lot lots bit little less least enough one ones same else year years month months week weeks day days january
    february march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday summer autumn winter spring christmas quarter years months weeks time times moment future past long
    short-term hour hours minute minutes reason reasons thing things stuff way ways kind sort type example question
    questions idea ideas problem problems issue issues part parts point view case use end job place fact number list group
    groups wrong missing worth due sense good better best worse worst true false etc eg ie ok okay nothing none
    """

_VERB_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
ENDINGS = frozenset(_OTHER.split())
VERBS = frozenset(_VERBS.split())


def ends_phrase(word: str) -> bool:
    """Whether this word, small and without apostrophe, cannot stand inside a phrase.

    >>> ends_phrase("shifting"), ends_phrase("wants"), ends_phrase("nursing")
    (True, True, False)
    """
    return word in ENDINGS or word in VERBS or any(form in VERBS for form in _base_forms(word))


def _base_forms(word: str) -> list[str]:
    """What a verb may be without its ending."""
    forms = []
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            form = word.removesuffix(ending) + instead
            forms += [form, form[:-1] if form[-2:-1] == form[-1:] else form]
    return forms
