"""Where the browser's files are kept: names with a digest, so that they may be kept for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = (r"""(?P<matched>(?P<before>(?:from|import)\s*)["'](?P<url>\./.+?)["'])""", '%(before)s"%(url)s"')


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Static files under hashed names, compressed once; `collectstatic` has to run before the first page.

    Imports between the ES modules in `placewide/` are rewritten too, or a browser would ask for the plain names.
    Django's own switch for it reads the scripts of other packages as well, and django-htmx names a file in a comment
    that does not exist, at which collecting stops.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("placewide/*.js", (IMPORT,)))
