"""Native bar charts with their data behind them, so that they can be edited; patterns as well as colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.util import Pt

from placewide.reports.slides.canvas import Canvas, describe, rgb
from placewide.reports.slides.fitting import SMALLEST_TEXT, Area
from placewide.reports.slides.theme import FONT, set_language
from placewide.reports.svg.palette import AXIS, PAPER, TEXT

LABEL_ROOM, FEW_MILLIONS, MOST_TICKS = 0.18, 2.0, 5
MILLIONS, POUNDS = '£0.00"m";£0.00"m";""', '£#,##0;£#,##0;""'
"""How amounts are shown. The minus is left out: a bar to the left is named by the legend; nothing has no label."""
MILLION = 100_000_000
"""In pence: charts whose largest amount is less are in pounds."""


NewData: Any = CategoryChartData
"""Its package leaves it without types."""


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of bars, plain or striped, in pence for each category."""

    name: str
    pence: Sequence[int]
    colour: str
    striped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    name: str
    description: str
    categories: Sequence[str]
    series: Sequence[Series]
    stacked: bool = False
    """One bar, split; otherwise two that lie to both sides of nought, each with its amount."""

    @property
    def unit(self) -> int:
        """Pence that one on the axis stands for."""
        most = max((abs(amount) for series in self.series for amount in series.pence), default=0)
        return MILLION if most >= MILLION // 2 else 100

    @property
    def shown(self) -> str:
        return MILLIONS if self.unit == MILLION else POUNDS


def draw_chart(canvas: Canvas, chart: Chart, area: Area) -> Any:
    data = NewData(number_format=chart.shown)
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, [round(value / chart.unit, 8) for value in series.pence])
    kind = XL_CHART_TYPE.BAR_STACKED if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    box = (Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height))
    frame: Any = canvas.slide.shapes.add_chart(kind, *box, data)
    frame.name = chart.name
    describe(frame, chart.description)
    _style(frame.chart, chart)
    set_language(frame.chart._chartSpace)
    return frame


def _style(native: Any, chart: Chart) -> None:
    native.font.size, native.font.name, native.font.color.rgb = Pt(SMALLEST_TEXT), FONT, rgb(TEXT)
    native.has_title = False
    native.has_legend = True
    native.legend.position = XL_LEGEND_POSITION.TOP
    native.legend.include_in_layout = False
    plot = native.plots[0]
    plot.overlap, plot.gap_width = 100, 45
    for native_series, series in zip(plot.series, chart.series, strict=True):
        _paint(native_series, series)
    if not chart.stacked:
        _labels(plot, chart)
    _axes(native, chart)


def _labels(plot: Any, chart: Chart) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = chart.shown, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(SMALLEST_TEXT)


def _axes(native: Any, chart: Chart) -> None:
    across, up = native.category_axis, native.value_axis
    across.format.line.color.rgb = rgb(AXIS)
    across.major_tick_mark = up.major_tick_mark = XL_TICK_MARK.NONE
    across.tick_labels.font.size = Pt(SMALLEST_TEXT)
    up.has_major_gridlines = False
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = chart.shown, False
    up.visible = chart.stacked
    up.format.line.fill.background()
    across.reverse_order = True
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    low, high = _reach(chart)
    up.minimum_scale, up.maximum_scale = (0, None) if chart.stacked else (low, high)
    if chart.stacked:
        up.major_unit = _step(high)
        if chart.unit == MILLION and high >= FEW_MILLIONS:
            up.tick_labels.number_format = '£0"m"'
        up.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the other axis is turned round: this is at the bottom


def _step(high: float) -> float:
    """Between marks on the axis: 1, 2 or 5 times a power of ten, so that there are few enough to be read.

    >>> _step(6.3), _step(0.4), _step(5_000)
    (2.0, 0.1, 1000.0)
    """
    rough = high / MOST_TICKS
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough * (1 - 1e-9))


def _reach(chart: Chart) -> tuple[float, float]:
    """From where to where the axis goes, in the unit of the chart: the bars, and room beyond them for their amounts."""
    values = [value / chart.unit for series in chart.series for value in series.pence] or [0.0]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * LABEL_ROOM or 1.0
    return low - room, high + room


def _paint(native: Any, series: Series) -> None:
    native.invert_if_negative = False
    fill = native.format.fill
    if series.striped:
        fill.patterned()
        fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(series.colour), rgb(PAPER)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(series.colour)
    native.format.line.color.rgb = rgb(series.colour)
