"""A diagram as Mermaid text, which GitHub and many editors draw: https://mermaid.js.org/syntax/flowchart.html."""

from bot.authoring.diagram.graph import Graph, Node, shortened

_SHAPES = {"question": ('["', '"]'), "call": ('[["', '"]]'), "outcome": ('(["', '"])')}
_STYLES = """
  classDef question fill:#eef4fb,stroke:#2f5d8a,color:#10243a
  classDef call fill:#f3eefb,stroke:#6a4a9c,color:#241640
  classDef outcome fill:#e8f5ec,stroke:#2e7d4f,color:#10331f
  classDef untested stroke-dasharray:5 4
  classDef path stroke-width:4px
"""
LONGEST = 80


def mermaid(graph: Graph) -> str:
    """The text of the diagram; what no test visits has a broken line, what is on the path a thick one."""
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}  # some ids mean something to Mermaid
    lines = ["flowchart TD", *(f"  {names[node.id]}{_shape(node)}:::{node.kind}" for node in graph.nodes)]
    for number, edge in enumerate(graph.edges):
        words = f'|"{_safe(edge.text)}"|' if edge.text else ""
        lines.append(f"  {names[edge.source]} {'-->' if edge.tested else '-.->'}{words} {names[edge.target]}")
        lines += [f"  linkStyle {number} stroke-width:4px"] if edge.on_path else []
    lines += [f"  class {names[node.id]} untested" for node in graph.nodes if not node.tested]
    lines += [f"  class {names[node.id]} path" for node in graph.nodes if node.on_path]
    return "\n".join(lines) + _STYLES.rstrip() + "\n"


def _shape(node: Node) -> str:
    begin, end = _SHAPES[node.kind]
    return f"{begin}{_safe(shortened(node.text, LONGEST))}{end}"


def _safe(text: str) -> str:
    """Words that Mermaid reads as words."""
    for sign, code in (("&", "#amp;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("{", "#123;"), ("}", "#125;")):
        text = text.replace(sign, code)
    return " ".join(text.split())
