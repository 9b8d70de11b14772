"""The drawing of The Table: two columns of projects, one row for each organisation that leads some.

A project stands in the same place in both columns, so that the eye sees what is dark alone and lit together. Each tile
has a sign and a word beside its colour. It is a table, because that is what it is to somebody who cannot see it.
"""

from collections.abc import Callable, Mapping

from placewide.reports.markup import Child, Markup, element, fragment
from placewide.reports.the_table import SAYS, TheTable, Tile, TileState

Address = Callable[[str], str]
"""From a project to the page about it."""
SIGNS: Mapping[TileState, str] = {
    "both": "✓",
    "only_together": "+",
    "not_alone": "○",
    "comes_in": "▲",
    "falls": "▼",
    "gives_way": "–",
}
NEWS: frozenset[TileState] = frozenset({"comes_in", "falls", "gives_way"})
"""States whose word stands on the tile for all to see; the other signs are explained once, under the board."""
LEGEND: tuple[tuple[TileState, str], ...] = (
    ("both", "done"),
    ("only_together", "done only together"),
    ("not_alone", "not done alone"),
    ("comes_in", "comes in with what you flipped"),
    ("falls", "falls with what you flipped"),
    ("gives_way", "gives way to others together"),
)


def board(table: TheTable, address: Address | None = None) -> Markup:
    """The two columns. `address` leads from each tile to its project."""
    more = len(set(table.together) - set(table.alone))
    alone: Child = str(len(table.alone)) if table.alone_can else "–"
    head = element(
        "tr",
        element("th", element("span", "Led by", class_="tt-hidden"), scope="col", class_="tt-board__who"),
        _heading(alone, "each with their own money", "alone"),
        _heading(str(len(table.together)), "together", "together", f"{more} only together" if more else ""),
    )
    rows = [
        element(
            "tr",
            element("th", table.organisation_name(row.organisation), scope="row", class_="tt-board__who"),
            element("td", _tiles(row.alone, "alone", address), class_="tt-board__alone"),
            element("td", _tiles(row.together, "together", address), class_="tt-board__together"),
        )
        for row in table.rows
    ]
    caption = "What each can do with their own money, and what you can do together, by the organisation that leads it"
    return fragment(
        element(
            "table",
            element("caption", caption, class_="tt-hidden"),
            element("thead", head),
            element("tbody", *rows),
            class_="tt-board",
        ),
        _legend(table),
    )


def _heading(count: Child, name: str, column: str, more: str = "") -> Markup:
    return element(
        "th",
        element(
            "span",
            element("span", count, class_="tt-head__count"),
            " ",
            element("span", name, class_="tt-head__name"),
            element("span", more, class_="tt-head__more") if more else None,
            class_="tt-head",
        ),
        scope="col",
        class_=f"tt-board__{column}",
    )


def _tiles(tiles: tuple[Tile, ...], column: str, address: Address | None) -> Markup:
    return element("ul", *(_tile(tile, column, address) for tile in tiles), class_="tt-tiles")


def _tile(tile: Tile, column: str, address: Address | None) -> Markup:
    name = element("a", tile.name, href=address(tile.project)) if address else tile.name
    said = "tt-tile__word" if tile.state in NEWS else "tt-hidden"
    note = element("span", tile.note, class_="tt-tile__note") if tile.note else None
    return element(
        "li",
        element("span", SIGNS[tile.state], class_="tt-tile__sign", aria_hidden="true"),
        element("span", name, class_="tt-tile__name"),
        element("span", element("span", SAYS[tile.state], class_=said), " ", note, class_="tt-tile__said"),
        id=f"{column}-{tile.project}",
        class_=f"tt-tile tt-tile--{tile.state.replace('_', '-')}",
    )


def _legend(table: TheTable) -> Markup:
    """What the signs mean, of those that are there."""
    there = {tile.state for row in table.rows for tile in (*row.alone, *row.together)}
    items = [
        element(
            "li",
            element("span", SIGNS[state], class_=f"tt-key tt-key--{state.replace('_', '-')}", aria_hidden="true"),
            " ",
            words,
        )
        for state, words in LEGEND
        if state in there
    ]
    return element("ul", *items, class_="tt-legend", aria_label="What the signs mean")
