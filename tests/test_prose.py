"""Markdown becomes the vocabulary, or a fault; nothing vanishes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from dossier.prose import parse


class Plain:
    """A resolver that says what it was asked."""

    def note(self, citation: str) -> Markup:
        """The citation, as it stands."""
        return Markup("{}").format(citation)

    def phrase(self, citation: str) -> Markup:
        """The citation inside a note's own sentence."""
        return Markup("({})").format(citation)

    def reference(self, target: str, words: Markup) -> Markup:
        """A link with its words."""
        return Markup('<a href="#{}">{}</a>').format(target, words)

    def figure(self, target: str) -> Markup:
        """An empty figure."""
        return Markup('<figure id="{}"/>').format(target)


def blocks(source: str) -> str:
    """The markup of a text of blocks."""
    return str(parse(source, inline=False).render(Plain()))


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("Plain *em* **strong**", "<p>Plain <em>em</em> <strong>strong</strong></p>"),
        ("[Milli Majlis]{lang=az}", '<p><span lang="az">Milli Majlis</span></p>'),
        ("*Мир*{lang=ru}.", '<p><em lang="ru">Мир</em>.</p>'),
        ("A[@a, p. 3; @b].", '<p>A<span class="note">@a, p. 3; @b</span>.</p>'),
        ("A[^1].\n\n[^1]: See *it*[@c].", '<p>A<span class="note">See <em>it</em>(@c).</span>.</p>'),
        ("[](#x) [w](#y)", '<p><a href="#x"></a> <a href="#y">w</a></p>'),
        ("![](#fig-a)", '<figure id="fig-a"/>'),
        ("## A\n\n### B", "<h3>A</h3><h4>B</h4>"),
        ("Lead. {.lead}", '<p class="lead">Lead.</p>'),
        ("> Said.\n>\n> — Who", '<blockquote><p>Said.</p><p class="attribution">Who</p></blockquote>'),
        ("> Said\n> — Who", '<blockquote><p>Said</p><p class="attribution">Who</p></blockquote>'),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("::: box Title\nText\n:::", '<aside class="box"><h4>Title</h4><p>Text</p></aside>'),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("mail a@b.org", "<p>mail a@b.org</p>"),
    ],
)
def test_markdown_becomes_the_vocabulary(source: str, markup: str) -> None:
    """One line of Markdown, one piece of markup."""
    assert not list(parse(source, inline=False).faults())
    assert blocks(source) == markup


@pytest.mark.parametrize(
    "source",
    [
        "<b>x</b>",
        "`x`",
        "---",
        "    x",
        "![](a.png)",
        "a ![](#f) b",
        "# T",
        "#### T",
        "a[^9]",
        "[](https://a.org)",
        "a  \nb",
    ],
)
def test_what_the_vocabulary_lacks_is_a_fault(source: str) -> None:
    """Nothing is dropped or passed through."""
    assert list(parse(source, inline=False).faults())


def test_faults_and_mentions_know_their_line() -> None:
    """Lines count from 1 inside the text, through the breaks of a paragraph."""
    text = parse("one\ntwo [@a]\nthree `x`\n\n[](#b)", inline=False)
    assert [fault.line for fault in text.faults()] == [3]
    assert [(mention.target, mention.line) for mention in text.mentions()] == [("a", 2), ("b", 5)]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab *_[]()#@^{}=.:|-<>&!\n\"'`~\\123é«")), max_size=60))
def test_sound_markdown_is_always_well_formed(source: str) -> None:
    """Any text either has a fault or becomes well-formed markup."""
    text = parse(source, inline=False)
    if not list(text.faults()):
        etree.fromstring(f"<div>{text.render(Plain())}</div>")
