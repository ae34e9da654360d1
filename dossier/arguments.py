"""What the command line takes: commands, arguments and options, each with its line of help.

Reads nothing and prints nothing; `dossier.cli` says what each command does.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from dossier import __version__

CONTENT = Path("content")
OUTPUT = Path("output")
OUTPUTS = ("pdf", "docx")

DESCRIPTION = "Printable dossiers from structured content: PDF and Word from one source."
EPILOG = """examples:
  dossier                                   build every dossier in content/
  dossier build content/my-treaty --only pdf
  dossier check                             find every fault without rendering, in a moment
  dossier new my-treaty --lang fr           a starter folder that builds at once

exit codes: 0 built, 1 content at fault, 2 wrong usage, 3 a bug of ours or a fault of the machine"""


def parser_of_commands() -> argparse.ArgumentParser:
    """The parser of the whole command line; `command` is the name of the command, None when none is given."""
    parser = argparse.ArgumentParser(
        prog="dossier",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    _add_talk(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_build(commands.add_parser("build", help="build dossiers as PDF and DOCX (the default)"))
    _add_check(commands.add_parser("check", help="find every fault of the content, without rendering"))
    _add_new(commands.add_parser("new", help="make a starter folder that builds at once"))
    _add_listen(commands.add_parser("listen", help="say what assistive technology meets in a PDF, in order"))
    _add_extract(commands.add_parser("extract", help="take the sources out of a PDF of ours"))
    _add_schema(commands.add_parser("schema", help="write the JSON Schema that editors use for completion"))
    return parser


def _add_talk(parser: argparse.ArgumentParser) -> None:
    talk = parser.add_mutually_exclusive_group()
    talk.add_argument("--quiet", "-q", action="store_true", help="say nothing but faults")
    talk.add_argument("--verbose", "-v", action="store_true", help="say each step and what it took")


def _add_folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="content folders (default: all in content/)"
    )
    _add_talk(parser)


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_folders(parser)
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, metavar="DIR", help="where to write (default: output/)"
    )
    parser.add_argument("--only", metavar="pdf,docx", help="build only these outputs")
    parser.add_argument(
        "--edition",
        action="append",
        metavar="NAME",
        help="build this edition (repeatable; «all» for every one)",
    )
    parser.add_argument(
        "--paper", metavar="PAPER", help="print editions that can be had on it on this paper: letter"
    )
    parser.add_argument(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="date of the build (default: SOURCE_DATE_EPOCH or today)",
    )
    parser.add_argument("--bag", action="store_true", help="write an archive package (BagIt) as well")
    parser.add_argument(
        "--standard",
        choices=("a-3a", "a-2a", "a-2u"),
        default="a-3a",
        help="PDF/A standard, each with PDF/UA-1: a-3a with the sources inside (default), a-2a or a-2u without",
    )
    parser.add_argument(
        "--reference-doc", type=Path, metavar="FILE.docx", help="take the Word styles of this house template"
    )
    parser.add_argument(
        "--review", action="store_true", help="put open questions and unsourced statements into Word comments"
    )
    parser.add_argument("--no-fonts", action="store_true", help="leave the fonts out of the Word document")


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_folders(parser)
    parser.add_argument(
        "--explain-typography", action="store_true", help="list what the typographer changes, and where"
    )


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "slug", metavar="SLUG", help="name of the new folder: lower-case letters, digits, hyphens"
    )
    parser.add_argument("--lang", default="en", metavar="LANG", help="language of the starter (default: en)")
    _add_talk(parser)


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=CONTENT / "dossier.schema.json",
        metavar="FILE",
        help="where to write it (default: content/dossier.schema.json)",
    )
    _add_talk(parser)


def _add_listen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pdf", help="a tagged PDF")
    _add_talk(parser)


def _add_extract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pdf", help="a PDF built by this program")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to put the files; made when missing")
    _add_talk(parser)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» is no date like 2026-05-31") from error
