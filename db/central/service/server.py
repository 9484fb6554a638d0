"""How the service is run: uvicorn over TLS 1.3, in this process or in several."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.central.certificates import server_context
from db.central.service import metrics
from db.central.service.logs import log_config
from db.central.settings import FILE_VARIABLE, Settings

if TYPE_CHECKING:
    from uvicorn import Config

FACTORY = "db.central.service.app:from_environment"
_STOP_SECONDS = 30


def config(settings: Settings, app: Any = FACTORY, *, logs: dict[str, Any] | None = None) -> Config:
    """uvicorn's settings. Without a certificate it speaks plain HTTP to a reverse proxy on this machine.

    `app` is an app, or where worker processes find what makes theirs.
    """
    from uvicorn import Config

    return Config(
        app,
        factory=app == FACTORY,
        host=settings.host,
        port=settings.port,
        workers=settings.workers if app == FACTORY else 1,
        ssl_context_factory=_tls if settings.certificate else None,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.certificate_key,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        access_log=False,
        log_config=logs,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )


def serve(settings: Settings, file: Path) -> None:
    """Serve until told to stop. Worker processes read the settings from `file` again."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    os.environ[FILE_VARIABLE] = str(file)
    # uvicorn raises the signal again when it has finished: as an exit, so that what was started for it is stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    made = config(settings, logs=log_config())
    if settings.workers == 1:
        uvicorn.Server(made).run()
        return
    with tempfile.TemporaryDirectory(prefix="caseworker-metrics-") as folder:
        os.environ[metrics.FOLDER_VARIABLE] = folder
        Multiprocess(made, sockets=[_listening(made)]).run()


def _listening(made: Config) -> socket.socket:
    """A socket for all workers. What it accepts sends at once: asyncio sees to that only on sockets it opened itself.

    Otherwise an answer's body waits behind its head until the PC has acknowledged that, 40 ms later.
    """
    listener = made.bind_socket()
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _tls(config: Config, _default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    assert config.ssl_certfile and config.ssl_keyfile
    return server_context(Path(config.ssl_certfile), Path(config.ssl_keyfile))
