"""`repatria serve`."""

from api.cli.common import messages, opened, settings


def run(host: str | None, port: int | None) -> None:
    """Serve until interrupted."""
    import socket

    import uvicorn

    from api.app import create_app
    from api.cli.failures import CommandRefused
    from api.logs import configure_logs

    chosen = settings(host=host, port=port)
    configure_logs()
    # Opened once before: a store or index that cannot be used is told in a sentence, where uvicorn would show a trace.
    with opened():
        pass
    # Bound here and not by uvicorn, so that a taken port is told in a sentence and port 0 tells which one it became.
    family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((chosen.host, chosen.port))
    except OSError as error:
        listener.close()
        raise CommandRefused(
            f"{chosen.host}:{chosen.port} cannot be listened on ({error.strerror}): choose another --port or --host."
        ) from error
    shown = "127.0.0.1" if chosen.host in {"0.0.0.0", "::"} else chosen.host  # noqa: S104 - only compared
    address = f"http://[{shown}]" if ":" in shown else f"http://{shown}"
    messages().print(f"Repatria serves at {address}:{listener.getsockname()[1]}  (Ctrl-C ends it)")
    config = uvicorn.Config(
        create_app(chosen, warm_up=True), log_config=None, access_log=False, proxy_headers=True, server_header=False
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
