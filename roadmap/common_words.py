"""Which words are both somebody's name and ordinary English, so that case and place must decide?

Short words that are family names somewhere (an, do, see) stand here as well, and the particles
that are part of many names and say nothing about anybody (van, de, bin), and the words of an
office that stand where a name could ("Security team", "New hire 2").
"""

from __future__ import annotations

_PARTICLES = """
al ap bin bint da das de del della den der des di do dos du el ibn la las le los mac mc of op
san santa st ter the van vel vom von y zu zum zur jr sr dr mr mrs ms prof
"""

_MONTHS = """
january february march april may june july august september october november december
"""

_COMMON = """
ace alpha an anchor angel app archer are art as ash at baker ball bank banks bar base bass bay
beach bear bell berry best bill bird bishop black blue board bond book bow box branch bridge
bright brook brooks brown buck bud build bush butler can cannon carpenter carter case cash cast
chance chase church code cook cooper core cross crystal daily dark dawn day days deal dial do
duke early ever fair faith fall fan farmer fast few field fields fine fisher flint ford forest
fox frank free frost gate gates go gold golden good grace grant grave gray green grey grove guy
hale hall ham hand happy hardy harmony hay he head herb hill hills hope house hunt hunter in is
it jenkins jet job jolly joy judge just keen key keys kind king knight lake lamb land lane lark
law lead leaf light link little lock lone long lord love low luck lucky main major man mark
marks marsh marshal mason mast master max mercy merit mile miles mill miller min mist moon moor
more moss mount my new night no noble north oak old on or page park parker parks pat patch peace
pepper pierce pike pine piper plan pool pope port porter post potter power powers price pride
prince prior queen quick rain rake ranger rank ray reed rest rice rich ridge ring river rivers
rob rock rod root roots rose rover rush rusty sail sales sand sands savage scales scope sea see
self sharp shaw shell shepherd shield ship shore short silver sing skip small smart snow so song
south spark sparks spear spring star steel stern stock stone storm story stout street string
strong sue summer summers sun sunny swan sweet swift tab temple ten test thorn tide tiller to
tower town trail true trust turner us vale van walker wall walls ward ware warren waters way
wells west while white wild will wills winter winters wise wolf wood woods work worth young
"""

_OFFICE = """
admin agent analyst and architect assistant audit auditor automation board bot business candidate
ceo cfo chief ciso committee consultant contractor cto customer customers data deputy designer dev
developer devops director division employee engineer engineering engineers external finance
freelancer group head hire hr import importer infra infrastructure intern it junior lead leader
leadership legal management manager marketing member network office officer open operations ops
owner payments people platform pm position president principal procurement product program
programmer project release research roadmap role script security senior service services sre staff
steering support sync system task team teams tech technical tracker trainee vacancy vendor vice
vp
"""

PARTICLES = frozenset(_PARTICLES.split())
MONTHS = frozenset(_MONTHS.split())
COMMON_WORDS = MONTHS.union(_COMMON.split())
OFFICE_WORDS = frozenset(_OFFICE.split())
