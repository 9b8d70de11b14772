"""Money in words: exact pounds for sentences that must not round."""


def pounds(pence: int) -> str:
    """£120,000 or £1,234.50; pence are shown only where there are any.

    >>> pounds(12_000_000), pounds(-123_450)
    ('£120,000', '−£1,234.50')
    """
    sign = "−" if pence < 0 else ""
    whole, part = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{part:02d}" if part else f"{sign}£{whole:,}"
