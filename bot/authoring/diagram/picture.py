"""A diagram as a picture: igraph lays it out in layers; boxes, lines and words are drawn as SVG."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from textwrap import wrap

import igraph
import resvg_py

from bot.authoring.diagram.graph import Edge, Graph, Node

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 230, 66, 270, 150, 40  # of a box, from box to box, and around all
LETTERS, LINES = 32, 3  # that have room in a box
_COLOURS = {"question": ("#eef4fb", "#2f5d8a"), "call": ("#f3eefb", "#6a4a9c"), "outcome": ("#e8f5ec", "#2e7d4f")}
_FONT = 'font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif"'
_BROKEN = ' stroke-dasharray="5 4"'

Point = tuple[float, float]


def svg(graph: Graph) -> str:
    """The picture as SVG: questions blue, calls violet, outcomes green; what no test visits has a broken line."""
    places, bends = _laid_out(graph)
    right, low = max(x for x, _ in places) + WIDTH / 2 + MARGIN, max(y for _, y in places) + HEIGHT / 2 + MARGIN
    lines = [_line(edge, bend) for edge, bend in zip(graph.edges, bends, strict=True)]
    words = [_words(edge, bend) for edge, bend in zip(graph.edges, bends, strict=True) if edge.text]
    boxes = [_box(node, place) for node, place in zip(graph.nodes, places, strict=True)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{right:.0f}" height="{low:.0f}" viewBox="0 0 {right:.0f} {low:.0f}">'
        f"<title>{escape(graph.title)}</title>"
        '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
        ' markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>'
        '<rect width="100%" height="100%" fill="white"/>'
    )
    return "\n".join([head, *lines, *boxes, *words, "</svg>\n"])


def png(graph: Graph) -> bytes:
    """The picture as PNG."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(graph)))


def _laid_out(graph: Graph) -> tuple[list[Point], list[list[Point]]]:
    """The middle of each box, and the points that each line goes through: one in each layer that it crosses."""
    numbers, layers = {node.id: number for number, node in enumerate(graph.nodes)}, _layers(graph)
    chains: list[list[int]] = []
    for edge in graph.edges:
        start, end = numbers[edge.source], numbers[edge.target]
        crossed = range(layers[start] + 1, layers[end])
        chains.append([start, *range(len(layers), len(layers) + len(crossed)), end])
        layers += crossed
    drawn = igraph.Graph(n=len(layers), edges=[pair for chain in chains for pair in pairwise(chain)], directed=True)
    layout = drawn.layout_sugiyama(layers=layers, hgap=ACROSS, vgap=DOWN, maxiter=300)
    across = _apart([x for x, _ in layout], layers, boxes=len(graph.nodes))
    points = [
        (x - min(across) + WIDTH / 2 + MARGIN, layer * DOWN + HEIGHT / 2 + MARGIN)
        for x, layer in zip(across, layers, strict=True)
    ]
    return points[: len(graph.nodes)], [[points[number] for number in chain] for chain in chains]


def _apart(across: list[float], layers: Sequence[int], boxes: int) -> list[float]:
    """The same places, moved so far to the right that nothing in a layer lies on its neighbour; igraph leaves half the
    gap."""
    moved = list(across)
    for layer in set(layers):
        row = sorted((number for number, one in enumerate(layers) if one == layer), key=lambda number: across[number])
        for left, right in pairwise(row):
            gap = ACROSS if left < boxes and right < boxes else ACROSS / 2
            moved[right] = max(moved[right], moved[left] + gap)
    return moved


def _layers(graph: Graph) -> list[int]:
    """How far down each box stands: below all that lead to it. Routes lead forwards only, in the order of the file."""
    layers = {node.id: 0 for node in graph.nodes}
    for edge in graph.edges:
        layers[edge.target] = max(layers[edge.target], layers[edge.source] + 1)
    return list(layers.values())


def _line(edge: Edge, points: Sequence[Point]) -> str:
    (x, y), *between, (to_x, to_y) = points
    path = f"M{x:.0f} {y + HEIGHT / 2:.0f}"
    before_y = y + HEIGHT / 2
    before_x = x
    for bend_x, bend_y in [*between, (to_x, to_y - HEIGHT / 2)]:
        middle = (before_y + bend_y) / 2
        path += f" C{before_x:.0f} {middle:.0f} {bend_x:.0f} {middle:.0f} {bend_x:.0f} {bend_y:.0f}"
        before_x, before_y = bend_x, bend_y
    dashes = "" if edge.tested else ' stroke-dasharray="5 4"'
    return (
        f'<path d="{path}" fill="none" stroke="#555" stroke-width="{4 if edge.on_path else 1.4}"{dashes} marker-end="url(#end)"/>'
    )


def _words(edge: Edge, points: Sequence[Point]) -> str:
    """What leads along a line, on it."""
    (x, y), (to_x, to_y) = points[0], points[1]
    middle_x, middle_y = x + (to_x - x) * 0.7, y + HEIGHT / 2 + (to_y - y - HEIGHT) * 0.6
    look = f'{_FONT} font-size="10.5" text-anchor="middle"'
    spans = _spans(wrap(edge.text, 24)[:2], middle_x, middle_y, 12)
    return f'<text {look} fill="#333" stroke="white" stroke-width="5" stroke-linejoin="round" paint-order="stroke">{spans}</text>'


def _box(node: Node, place: Point) -> str:
    (x, y), (fill, line) = place, _COLOURS[node.kind]
    lines = wrap(node.text, LETTERS)
    shown = lines[:LINES] if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1][: LETTERS - 1]}…"]
    dashes = "" if node.tested else _BROKEN
    radius = 26 if node.kind == "outcome" else 5
    rect = (
        f'<rect x="{x - WIDTH / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="{radius}" fill="{fill}"'
        f' stroke="{line}" stroke-width="{4 if node.on_path else 1.6}"{dashes}/>'
    )
    look = f'{_FONT} font-size="12" text-anchor="middle" fill="#111"'
    return f"<g><title>{escape(node.id)}</title>{rect}<text {look}>{_spans(shown, x, y, 15)}</text></g>"


def _spans(lines: Sequence[str], x: float, y: float, height: float) -> str:
    first = y - (len(lines) - 1) * height / 2 + height * 0.3
    return "".join(f'<tspan x="{x:.0f}" y="{first + n * height:.0f}">{escape(line)}</tspan>' for n, line in enumerate(lines))
