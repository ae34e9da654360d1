"""The command line: reads arguments and the clock, writes files and messages, sets the exit code.

The only module that prints, writes files or asks what day it is. Exit codes: 0 built, 1 content at fault,
2 wrong usage, 3 a bug of ours or a fault of the machine.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
import traceback
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.arguments import CONTENT, OUTPUTS, parser_of_commands
from dossier.messages import Messages
from dossier.problems import ContentError, DossierError, Problem, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from dossier.declarations import Edition
    from dossier.production import BuildOptions, Product, Workshop


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = parser_of_commands()
    options = parser.parse_args(given)
    if options.command is None:
        options = parser.parse_args(["build", *given])
    messages = Messages(quiet=options.quiet, verbose=options.verbose)
    try:
        return COMMANDS[options.command](options, messages)
    except ContentError as error:
        messages.problems(error.problems)
        return error.exit_code
    except DossierError as error:
        messages.fault(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        messages.fault("stopped; earlier outputs are as they were")
        return 130
    except OSError as error:
        messages.fault(f"{error.filename or 'a file'}: {error.strerror}")
        return 3
    except Exception:  # noqa: BLE001 - the last resort: a bug of ours is told as one
        traceback.print_exc()
        messages.fault(
            "this is a bug of the program, not of your content; please report it with the lines above"
        )
        return 3


def _folders(options: argparse.Namespace) -> list[Path]:
    """The folders asked for, or every folder of content/ that holds records."""
    if options.folders:
        return list(options.folders)
    if not CONTENT.is_dir():
        raise UsageError(
            "there is no folder content/ here; name a folder, or make one with «dossier new NAME»"
        )
    found = sorted(path.parent for path in CONTENT.glob("*/dossier.yaml"))
    if not found:
        raise UsageError("content/ holds no dossier; make one with «dossier new NAME»")
    return found


def _build_date(options: argparse.Namespace) -> date:
    if options.date:
        return options.date  # type: ignore[no-any-return]  # argparse knows no types
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def _outputs(options: argparse.Namespace) -> tuple[str, ...]:
    if not options.only:
        return OUTPUTS
    chosen = tuple(part.strip() for part in str(options.only).split(",") if part.strip())
    unknown = [part for part in chosen if part not in OUTPUTS]
    if unknown or not chosen:
        raise UsageError(f"--only takes {' and '.join(OUTPUTS)}, not «{', '.join(unknown) or options.only}»")
    return chosen


def _build(options: argparse.Namespace, messages: Messages) -> int:
    outputs, day = _outputs(options), _build_date(options)
    gc.freeze()
    faults: list[Problem] = []
    for folder in _folders(options):
        try:
            _build_one(folder, options, outputs, day, messages)
        except ContentError as error:
            faults += error.problems
    if faults:
        raise ContentError(faults)
    return 0


def _build_one(
    folder: Path, options: argparse.Namespace, outputs: Sequence[str], day: date, messages: Messages
) -> None:
    from dossier.editions import on_paper  # noqa: PLC0415 - keeps --help instant
    from dossier.production import Workshop, produce  # noqa: PLC0415 - check needs no renderer
    from dossier.reader import read_dossier  # noqa: PLC0415 - keeps --help instant

    began = time.perf_counter()
    messages.step("read", folder.name)
    content = read_dossier(folder)
    messages.problems(content.warnings)
    workshop = Workshop(content, day, messages.step, _build_options(options))
    messages.problems(workshop.warnings)
    editions = [workshop.edition(name) for name in workshop.edition_names(options.edition)]
    editions = on_paper(editions, options.paper) if options.paper else editions
    products = produce(workshop, [edition for edition in editions if edition.output in outputs])
    messages.problems(workshop.notices())
    target = options.output / content.slug
    for product in products:
        messages.problems(product.warnings)
        write_whole(target / product.file, product.data)
        messages.product(target / product.file, product.pages, len(product.data))
    if options.bag:
        _bag(workshop, editions, products, target / f"{content.slug}-bag")
        messages.line(f"  {(target / f'{content.slug}-bag').as_posix()}/  (BagIt)")
    messages.finished(content.slug, time.perf_counter() - began)


def _bag(workshop: Workshop, editions: Sequence[Edition], products: Sequence[Product], folder: Path) -> None:
    """Write the archive package of the files just built, in place of an earlier one."""
    from dossier.bag import payload, seal  # noqa: PLC0415 - only this option needs it

    head = workshop.merged(editions[0]).tree[0]
    metadata = [(meta.get("name", ""), meta.get("content", "")) for meta in head.iter("meta")]
    reports = {f"{Path(product.file).name}.json": product.report for product in products if product.report}
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    for name, data in payload(products, workshop.sources(), metadata, reports):
        write_whole(beside / name, data)
    seal(beside, workshop.content.slug, workshop.build_date)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def _listen(options: argparse.Namespace, messages: Messages) -> int:
    from dossier.pdf.listen import transcript  # noqa: PLC0415 - keeps --help instant

    messages.line(transcript(_bytes_of(options.file), options.file.as_posix()).rstrip("\n"))
    return 0


def _extract(options: argparse.Namespace, messages: Messages) -> int:
    from dossier.pdf.attachments import extract  # noqa: PLC0415 - keeps --help instant

    found = extract(_bytes_of(options.file), options.file.as_posix())
    root = options.folder.resolve()
    taken = [file.name for file in found if (options.folder / file.name).exists()]
    if taken:
        raise UsageError(f"{options.folder.as_posix()}/ holds {taken[0]} already; name an empty folder")
    for file in found:
        path = root / file.name
        if not path.resolve().is_relative_to(root):
            raise UsageError(f"«{file.name}» leads out of {options.folder.as_posix()}/")
        write_whole(path, file.data)
    messages.line(
        f"{len(found)} files in {options.folder.as_posix()}/; build them with «dossier build {options.folder.as_posix()}/content/*»"
    )
    return 0


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(f"there is no file {path.as_posix()}")
    return path.read_bytes()


def _build_options(options: argparse.Namespace) -> BuildOptions:
    from dossier.production import BuildOptions  # noqa: PLC0415 - check needs no renderer

    path: Path | None = options.reference_doc
    if path and not path.is_file():
        raise UsageError(f"--reference-doc: there is no file {path.as_posix()}")
    reference = path.read_bytes() if path else None
    return BuildOptions(options.standard, options.review, reference, not options.no_fonts)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is either the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _check(options: argparse.Namespace, messages: Messages) -> int:
    from dossier.reader import read_dossier  # noqa: PLC0415 - keeps --help instant

    faults: list[Problem] = []
    for folder in _folders(options):
        try:
            content = read_dossier(folder)
        except ContentError as error:
            faults += error.problems
            continue
        messages.problems(content.warnings)
        messages.sound(content.slug, content.counts())
        if options.explain_typography:
            _explain(folder, messages)
    if faults:
        raise ContentError(faults)
    return 0


def _explain(folder: Path, messages: Messages) -> None:
    from dossier.production import Workshop  # noqa: PLC0415 - only this option merges
    from dossier.reader import read_dossier  # noqa: PLC0415 - keeps --help instant

    workshop = Workshop(read_dossier(folder), _today(), messages.silent)
    changes = workshop.merged(workshop.edition(workshop.edition_names(None)[0])).changes
    for change in changes:
        messages.line(
            f"{change.rule}  {change.where}  «{change.before}» → «{change.after}»  … {change.context} …"
        )
    messages.line(f"{len(changes)} changes")


def _today() -> date:
    return datetime.now(UTC).date()


def _new(options: argparse.Namespace, messages: Messages) -> int:
    from dossier.starter import starter_files  # noqa: PLC0415 - keeps --help instant

    folder = CONTENT / options.slug
    if folder.exists():
        raise UsageError(f"{folder.as_posix()}/ is there already; choose another name")
    for name, text in starter_files(options.slug, options.lang, _today()).items():
        write_whole(folder / name, text.encode())
    _write_schema(CONTENT / "dossier.schema.json")
    messages.line(
        f"{folder.as_posix()}/ is ready: edit dossier.yaml, then «dossier build {folder.as_posix()}»"
    )
    return 0


def _schema(options: argparse.Namespace, messages: Messages) -> int:
    _write_schema(options.file)
    messages.line(f"{options.file.as_posix()} written; dossier.yaml names it in its first line")
    return 0


def _write_schema(path: Path) -> None:
    from dossier.schema import schema_text  # noqa: PLC0415 - keeps --help instant

    write_whole(path, schema_text().encode())


COMMANDS: dict[str, Callable[[argparse.Namespace, Messages], int]] = {
    "build": _build,
    "check": _check,
    "new": _new,
    "listen": _listen,
    "extract": _extract,
    "schema": _schema,
}


if __name__ == "__main__":
    sys.exit(main())
