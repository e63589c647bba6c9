"""The command `repatria`. This module starts it and turns what goes wrong into a sentence and an exit status.

Exit status: 0 done (also when nothing was found), 2 bad input (the reason on standard error, nothing on standard
output), 1 anything else that went wrong, 130 interrupted.
"""

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; never shows a stack trace for what the user can mend."""
    from api.cli.app import app
    from api.cli.failures import explained

    try:
        app(args=arguments, prog_name="repatria", standalone_mode=True)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)  # noqa: T201
        sys.exit(130)
    except BrokenPipeError:
        # Whoever reads our output has seen enough (`repatria … | head`); nothing more may be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        failure = explained(error)
        if failure is None:
            raise
        print(f"repatria: {failure.message}", file=sys.stderr)  # noqa: T201
        sys.exit(failure.status)
