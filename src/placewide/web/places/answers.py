"""Files as answers: always to be saved, never opened as a page of ours."""

from django.http import HttpResponse

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
YAML = "application/yaml"


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be saved under this name."""
    answer = HttpResponse(content, content_type=kind)
    safe = "".join(one if one.isalnum() or one in "-_." else "-" for one in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "ignore").decode() or "file"}"'
    return answer
