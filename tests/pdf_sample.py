"""Merged dossiers of different shape, for the tests of the PDF package, and a plain stylesheet for them."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from lxml import etree
from PIL import Image

from dossier.assets import Asset
from dossier.pdf.fonts import FontFace, load_fonts
from dossier.pdf.render import render_pdf
from dossier.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from dossier.pdf.result import Attachment, PdfResult, Standard

TEMPLATES = Path(__file__).parents[1] / "templates"
DATE = datetime(2024, 5, 5, 10, 30, tzinfo=UTC)

STYLESHEET = """
@page { size: 148mm 210mm; margin: 18mm 16mm; @bottom-center { content: counter(page); font: 8pt "Noto Sans" } }
@page cover { @bottom-center { content: none } }
@page front { @top-left { content: string(title); font: 8pt "Noto Sans" }
  @bottom-center { content: counter(page, lower-roman); font: 8pt "Noto Sans" } }
@page wide { size: 210mm 148mm }
html { font: 10pt/1.4 "Noto Serif", "Noto Serif Armenian"; hyphens: auto; text-align: justify }
h1, h2, h3, th, nav, .label { font-family: "Noto Sans", "Noto Sans Armenian" }
h1 { string-set: title content() }
.cover { page: cover }
.front { page: front; break-before: page }
.chapter.new-page { break-before: page }
.landscape { page: wide }
.small-caps { font-variant-caps: all-small-caps }
.lead { text-transform: uppercase }
ul ul { list-style: "– " }
@page :nth(1 of front) { counter-reset: page 1 }
@page :nth(1 of body) { counter-reset: page 1 }
.chapter, .part { page: body }
nav ol { list-style: none; padding: 0 }
.toc a::after { content: leader(" . ") target-counter(attr(href), page) }
table { border-collapse: collapse; border-bottom: 1pt solid black; width: 100% }
th, td { border-top: .5pt solid #888; background: #eee; padding: 2pt; text-align: left }
aside { background: #eef1f4; padding: 4mm; border-left: 2pt solid #8a3324 }
a { color: #14405c; text-decoration: none }
.note { font-size: 8pt }
h3::before { content: "* " }
"""

PROSE = (
    "Le protocole de Bichkek constitue une recommandation intergouvernementale anticonstitutionnellement "
    "interprétée\u00a0; les représentants parlementaires demandèrent un cessez-le-feu immédiat, dont "
    "l’application dépendait des commandements militaires. "
)


def _rows(count: int) -> str:
    return "".join(
        f'<tr id="e-{n}"><th scope="row">{n} mai 1994</th><td><p>Événement numéro {n}.</p><p>Son détail.</p></td>'
        f'<td><a class="source" href="#s-1">1</a></td></tr>'
        for n in range(1, count + 1)
    )


FULL = f"""<html lang="fr">
<head><title>Le protocole de Bichkek</title>
<meta name="dcterms.title" content="Le protocole de Bichkek"/>
<meta name="dcterms.creator" content="Anna Durand"/><meta name="dcterms.creator" content="Bo Li"/>
<meta name="dcterms.contributor" content="Un relecteur"/>
<meta name="dcterms.publisher" content="Éditions d’essai"/><meta name="dcterms.date" content="2024-05-05"/>
<meta name="dcterms.language" content="fr"/><meta name="dcterms.subject" content="cessez-le-feu"/>
<meta name="dcterms.subject" content="Haut-Karabagh"/><meta name="dcterms.description" content="Un dossier d’essai &amp; rien d’autre."/>
<meta name="dcterms.identifier" content="urn:essai:1"/><meta name="dcterms.source" content="Archives"/>
<meta name="dcterms.rights" content="CC BY 4.0"/><meta name="dcterms.license" content="https://creativecommons.org/licenses/by/4.0/"/>
<meta name="dcterms.type" content="Text"/></head>
<body>
<section class="cover" id="cover"><p class="kicker">Dossier</p><h1>Le protocole de <em>Bichkek</em></h1><p class="subtitle">5 mai 1994</p>
<figure class="cover-art"><img src="asset:drawing" alt="Une frise de six bandes." width="60" height="30"/></figure></section>
<section class="front" id="contents"><nav class="toc"><h2>Table</h2><ol>
<li><a href="#chapter"><span class="number">1</span> Le texte</a><ol><li><a href="#sub">Les noms</a></li></ol></li>
<li><a href="#chronology">Chronologie</a></li></ol></nav>
<nav class="figures"><h2>Figures</h2><ol><li><a href="#fig">Figure 1 – La carte</a></li></ol></nav></section>
<section class="chapter new-page" id="chapter"><h2><span class="number">1</span> Le texte</h2>
<p class="lead">Une ouverture en capitales, à grande échelle.</p>
<p>Le <em lang="ru">Бишкекский протокол</em> du <strong>5 mai</strong>&#160;<em>1994</em><span class="note" id="n-1">Une note avec
un <a href="https://example.org/a?b=c">lien dehors</a> et du <em lang="az">Bişkek protokolu</em>.</span>, au <span class="small-caps">XX</span><sup>e</sup> siècle,
fit 12&#8239;500 signes «&#160;exacts&#160;». {PROSE * 3} Voir la <a class="xref" href="#fig">figure 1</a> et l’<abbr title="Organisation
des Nations unies">ONU</abbr>.<span class="index" id="i-1" data-entry="ONU"/></p>
<p>En arménien <span lang="hy">Բիշքեքի արձանագրություն</span>, puis <span class="small-caps">Bichkek</span>. {PROSE * 8}</p>
<blockquote><p>Les parties sont convenues.</p><p class="attribution">Le protocole</p></blockquote>
<h3 id="sub">Les noms</h3>
<ul><li>Un point simple&#160;;</li><li><p>Un point.</p><ul><li>Dessous.</li></ul></li></ul>
<ol><li>Premier</li><li>Second</li></ol>
<dl class="glossary"><dt>Cessez-le-feu</dt><dd>Arrêt des combats.</dd><dt lang="ru">Протокол</dt><dd>Procès-verbal.</dd></dl>
<aside class="box"><h4>Un encadré</h4><p>Son texte<span class="note" id="n-2">Seconde note.</span>.</p></aside>
<figure class="drawing" id="fig"><img src="asset:drawing" alt="Carte de la ligne de contact." width="80" height="40"/>
<figcaption><span class="label">Figure 1 – </span>La carte <span class="credit">Dessin&#160;: CC0</span></figcaption></figure>
<figure class="picture" id="fac"><img src="asset:picture" alt="Fac-similé de la première page." width="40" height="30"/>
<figcaption><span class="label">Figure 2 – </span>Le fac-similé</figcaption></figure>
</section>
<section class="part new-page" id="chronology"><h2>Chronologie</h2>
<div class="landscape"><table class="chronology" data-summary="Les événements par date."><caption><span class="label">Tableau 1 – </span>Les événements</caption>
<colgroup><col width="25%"/><col width="60%"/><col width="15%"/></colgroup>
<thead><tr><th scope="col">Date</th><th scope="col">Événement</th><th scope="col">Sources</th></tr></thead><tbody>{_rows(24)}</tbody></table></div></section>
<section class="back compact" id="works"><h2>Bibliographie</h2><p class="bibliography-entry" id="s-1">1. <em>Un ouvrage</em>, Paris, 1994.
<a href="https://example.org/un">https://example.org/un</a></p></section>
</body></html>"""

ENGLISH = """<html lang="en"><head><title>The Accord</title><meta name="dcterms.creator" content="Jo Doe"/></head><body>
<section class="cover"><h1>The Accord</h1></section>
<section class="chapter" id="one"><h2>One</h2><p>A short text with a <a href="#two">link to part two</a>.</p></section>
<section class="part new-page" id="two"><h2>Two</h2><table class="facts" data-summary="Facts."><tbody>
<tr><th scope="row">Date</th><td>5 May 1994</td></tr></tbody></table></section></body></html>"""

MINIMAL = '<html lang="fr"><head><title>Rien</title></head><body><section class="cover"><h1>Rien</h1></section></body></html>'

NOTES = (
    '<html lang="fr"><head><title>Notes</title></head><body><section class="cover"><h1>Notes</h1></section><section class="chapter"><h2>Vingt notes</h2>'
    + "".join(
        f'<p>Alinéa {n}<span class="note" id="n-{n}">Note numéro {n}. {PROSE}</span>. {PROSE}</p>'
        for n in range(1, 21)
    )
    + "</section></body></html>"
)

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80mm" height="40mm"><rect width="80" height="40" fill="#dbe6ec"/>
<path d="M5 35 L40 5 L75 35" fill="none" stroke="#14405c"/><text x="10" y="20" font-family="Noto Sans" font-size="4">Bichkek</text></svg>"""


def picture() -> bytes:
    """Make a small PNG."""
    output = BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((160, 120)).save(output, "PNG")
    return output.getvalue()


ASSETS = {
    "drawing": Asset("drawing", "image/svg+xml", DRAWING.encode()),
    "picture": Asset("picture", "image/png", picture()),
}


def tree(source: str = FULL) -> Element:
    """One of the dossiers above as a tree."""
    return etree.fromstring(source)


@functools.cache
def fonts() -> tuple[FontFace, ...]:
    """All fonts of the theme of the project."""
    theme = yaml.safe_load((TEMPLATES / "themes/archive/theme.yaml").read_text(encoding="utf-8"))
    return load_fonts(Theme.model_validate(theme), TEMPLATES / "fonts")


@functools.cache
def rendered(
    source: str = FULL, standard: Standard = "a-3a", attachments: Sequence[Attachment] = (), extra: str = ""
) -> PdfResult:
    """One of the dossiers above as PDF; `extra` is added to the stylesheet."""
    return render_pdf(
        tree(source),
        STYLESHEET + extra,
        ASSETS,
        fonts(),
        date=DATE,
        standard=standard,
        attachments=attachments,
    )
