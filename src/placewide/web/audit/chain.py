"""How events are bound together: pure functions over text and digests."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Content = Mapping[str, Any] | None


def canonical(content: Any) -> str:
    """JSON with sorted names, nothing between, every character as itself: the one text of this content.

    Raises TypeError or ValueError for what JSON cannot hold, NaN among it.
    """
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def payload_digest(payload: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(payload.encode()).hexdigest()


def link(previous: str, of_payload: str) -> str:
    """SHA-256 over the 32 bytes of the digest before and the 32 bytes of the payload's digest, in hexadecimal.

    The payload itself does not enter, so the chain can be followed by those who may not read it, and after disposal.
    """
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(of_payload)).hexdigest()


def read(payload: str) -> Content:
    """What a payload says, None when it is not what `canonical` writes of a mapping."""
    try:
        content = json.loads(payload)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None
