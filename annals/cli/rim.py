"""Where every failure ends: one sentence, and never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from annals.cli.kinds import WrongUse
from annals.cli.options import Options
from annals.edition.environ import WrongEnvironmentError


@contextmanager
def no_traceback(options: Options) -> Iterator[None]:
    """Turns whatever comes out of a command into a sentence and an exit status: 2 for wrong use, else 1."""
    try:
        yield
    except (click.ClickException, click.Abort, click.exceptions.Exit):
        raise
    except BrokenPipeError as error:
        # Nobody reads on, as with `check | head`; what Python flushes at its end shall not complain either.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from error
    except KeyboardInterrupt as error:
        options.put("\n" + options.word("interrupted"), aside=True)
        raise SystemExit(1) from error
    except WrongEnvironmentError as error:
        raise WrongUse("environment", detail=error.phrase) from error
    except Exception as error:
        lack = lacking(error)
        if lack is not None:
            raise lack from error
        from annals.edition.failing import failure

        status = options.tell([failure(error, options.root)])
        show_traceback(error, options)
        raise SystemExit(status) from error


def lacking(error: Exception) -> WrongUse | None:
    """That a package is not there: one may have installed what `clean` needs and no more."""
    name = error.name if isinstance(error, ModuleNotFoundError) and error.name else "annals"
    return None if name.partition(".")[0] == "annals" else WrongUse("needs_site", package=name)


def show_traceback(error: Exception, options: Options) -> None:
    """Print the traceback where it is asked for, or where the file that keeps it goes with the machine."""
    if options.verbose or options.annotating:
        options.put("".join(traceback.format_exception(error)), aside=True)
