"""A place with many records, for pages that must not mind how many there are."""

from placewide.web.places.models import Place, Record


def fill(place: Place, section: str, number: int) -> None:
    """Bring a list of the place to so many rows, alike but for id and title; the document itself is not read again."""
    rows = Record.objects.of(place.pk).filter(section=section)
    pattern, there = rows.order_by("ordinal").first(), rows.count()
    if pattern is None:
        raise ValueError(f"{section} has no record to be copied")
    keys = [f"copy_{one:06}" for one in range(there, number)]
    Record.objects.bulk_create(
        [
            Record(
                place=place,
                section=section,
                key=key,
                ordinal=there + position,
                content=pattern.content.replace(f'"id": "{pattern.key}"', f'"id": "{key}"'),
                title=f"{pattern.title} {position * 7919 % 100_003:06}",
                organisation=pattern.organisation,
                status=pattern.status,
                year=pattern.year,
                amount_pence=None if position % 9 == 0 else position * 1_000,
            )
            for position, key in enumerate(keys)
        ],
        batch_size=2_000,
    )
