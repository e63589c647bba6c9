"""Words that say nothing of an object: articles, prepositions and the like, and "untitled", in ten languages."""

from registry.normalise.text.folding import fold

_WORDS = """
a an the and or not no of in on at with from to into by for his her its untitled title
le la les l un une des du de d et ou au aux en dans sur sous avec sans pour par titre
der die das den dem des ein eine einer eines und oder mit ohne von vom zu zum zur im am auf aus bei titel
il lo gli i la le uno una della del dello delle degli dei di da nel nella con per su e
el los las un unos una y o de del al con por para en
och eller av med utan en ett den det de som i på från till av
til og
и или в во на с со из из-за у к по от для за о об не
та або і й в у на з із до від для за про не
من في على الى إلى عن مع و أو
"""

UNTELLING = frozenset(fold(word) for word in _WORDS.split())
"""The words, folded as `tokens` and `words` fold them."""
