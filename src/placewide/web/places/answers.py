"""Files as answers: always to be saved, never opened as a page of ours."""

from django.http import HttpResponse

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
YAML = "application/yaml"
KINDS = {"xlsx": WORKBOOK, "json": JSON, "yaml": YAML}
"""The forms of a place file by the ending of its name."""


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be saved under this name."""
    answer = HttpResponse(content, content_type=kind)
    safe = "".join(one if one.isalnum() or one in "-_." else "-" for one in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "ignore").decode() or "file"}"'
    return answer
