"""A site with nothing but the gallery, served on loopback: run as a program, it says its port and stays."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.urls import include, path


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads the log of a test."""


def serve() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "placewide.web.nhsuk.tests.settings"
    application = get_wsgi_application()
    with make_server("127.0.0.1", 0, application, server_class=Threaded, handler_class=Quiet) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


urlpatterns = [path("", include("placewide.web.nhsuk.gallery.urls"))]

if __name__ == "__main__":
    serve()
