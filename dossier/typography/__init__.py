"""The typographer: spaces, quotes, dashes, ordinals and centuries of a language, set once in the merged tree.

    words = load_words(templates, "fr")
    changes = typeset(tree, {"fr": words}, Settings(disabled=frozenset({"F12"})))

It changes white space and the form of signs, and wraps letters into `sup` and `small-caps`; no letter, digit or
word ever changes. Each rule has a name and a sentence; the words that the rules look for are data of the language.
Knows nothing of records, citations, PDF or Word.
"""

from dossier.typography.families import check_settings, rules
from dossier.typography.model import Change, Edit, Rule, Settings, Wrap
from dossier.typography.spelling import spelling_problems
from dossier.typography.typesetter import text_setter, typeset, typeset_text
from dossier.typography.words import load_words

__all__ = [
    "Change",
    "Edit",
    "Rule",
    "Settings",
    "Wrap",
    "check_settings",
    "load_words",
    "rules",
    "spelling_problems",
    "text_setter",
    "typeset",
    "typeset_text",
]
