"""Serve a folder of static pages on this machine alone."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from ingestion.errors import JinguoError


def serve_folder(folder: Path, port: int) -> None:
    """Serve until interrupted; raises JinguoError where the folder holds no page."""
    if not (folder / "index.html").exists():
        raise JinguoError("还没有指标解释站点：先运行 make docs")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise JinguoError(
            f"端口 {port} 打不开（{error.strerror}）：换一个，如 --port {port + 1}"
        ) from error
    with server:
        click.echo(f"http://127.0.0.1:{server.server_port}/ （Ctrl-C 结束）")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("已结束")
