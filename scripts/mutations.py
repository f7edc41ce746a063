"""The single changes that can be made to a module: one comparison, sign, bound or condition each.

Left alone: words (docstrings and messages), annotations and names of types, decorators, and
``strict=`` of ``zip``, which guards against us and not against a text. Whole numbers beyond 20 are
left alone too: no reader notices whether a text may have 1,000 sections or 1,001.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_SMALL = 20
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True, order=True)
class Mutation:
    """One change of one place: ``start`` and ``end`` are offsets in the UTF-8 source."""

    start: int
    end: int
    line: int
    before: str
    after: str
    source_line: str
    """The whole line where the place begins, stripped: known again when lines move."""
    change: str
    """The change as people read it: that of a number with the expression around it."""

    def applied_to(self, source: str) -> str:
        """Return the source with this change made."""
        raw = source.encode()
        return (raw[: self.start] + self.after.encode() + raw[self.end :]).decode()


def mutations(source: str) -> list[Mutation]:
    """Return all single changes of a module, in the order of their places, each once.

    A few may not be code (``is_code``), which is not looked at here: it takes long.

    >>> [mutation.change for mutation in mutations("is_long = len(name) > 80")]
    ['len(name) > 80 -> len(name) <= 80', 'len(name) > 80 -> len(name) >= 80']
    """
    raw = source.encode()
    lines = raw.splitlines(keepends=True)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line))
    found = set()
    tree = ast.parse(source)
    around = _expressions_around(tree)

    def place(node: ast.expr | ast.stmt) -> tuple[int, int]:
        start = begins[node.lineno - 1] + node.col_offset
        return start, begins[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)

    for node, after in _changes(tree):
        start, end = place(node)
        shown, shown_end = place(around.get(node, node))
        old = raw[shown:shown_end]
        new = raw[shown:start] + after.encode() + raw[end:shown_end]
        change = f"{_on_one_line(old.decode())} -> {_on_one_line(new.decode())}"
        whole = lines[node.lineno - 1].decode().strip()
        before = raw[start:end].decode()
        found.add(Mutation(start, end, node.lineno, before, after, whole, change))
    return sorted(found)


def _expressions_around(tree: ast.Module) -> dict[ast.AST, ast.expr]:
    """Return the expression around each number, its sign left aside."""
    around: dict[ast.AST, ast.expr] = {}
    for node in ast.walk(tree):
        for part in ast.iter_child_nodes(node):
            if isinstance(node, ast.expr) and isinstance(part, ast.Constant):
                is_signed = isinstance(node, ast.UnaryOp)
                around[part] = around.get(node, node) if is_signed else node
            elif isinstance(node, ast.expr) and isinstance(part, ast.UnaryOp | ast.Slice):
                around[part] = node
    return around


def is_code(source: str) -> bool:
    """Tell whether the source can be read at all."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _on_one_line(code: str) -> str:
    return " ".join(code.split())


Change = tuple[ast.expr | ast.stmt, str]


def _changes(tree: ast.Module) -> Iterator[Change]:
    """Yield each node that can be another, with its new source."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield from _of_node(node)
        waiting += (child for child in _parts(node) if not _is_left_alone(child))


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node that are code: no annotation, decorator or type alias."""
    left_out: set[str] = {"annotation", "returns", "decorator_list", "type_params"}
    if isinstance(node, ast.Assign) and _names_a_type(node):
        return
    for name, value in ast.iter_fields(node):
        if name not in left_out:
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST):
                    yield part


def _names_a_type(node: ast.Assign) -> bool:
    """Tell whether an assignment gives a type another name: ``Line = Annotated[str, …]``."""
    target, value = node.targets[0], node.value
    is_type = isinstance(target, ast.Name) and target.id[0].isupper() and not target.id.isupper()
    return is_type and isinstance(value, ast.Subscript | ast.BinOp)


def _is_left_alone(node: ast.AST) -> bool:
    # Places within a formatted string are not known before Python 3.12, and most are messages.
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.keyword) and node.arg == "strict"
    )


def _of_node(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare():
            yield from _of_comparison(node)
        case ast.BoolOp():
            other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield node, ast.unparse(ast.BoolOp(other, node.values))
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.BinOp(left, op, right) if type(op) in _SIGNS and not _is_words(left, right):
            yield node, f"({ast.unparse(ast.BinOp(left, _SIGNS[type(op)](), right))})"
        case ast.AugAssign(target, op, value) if type(op) in _SIGNS:
            yield node, ast.unparse(ast.AugAssign(target, _SIGNS[type(op)](), value))
        case ast.Constant(value):
            yield from ((node, repr(other)) for other in _other_values(value))
        case ast.If(test) | ast.IfExp(test):
            yield from ((test, word) for word in ("True", "False"))
        case ast.While(test):
            yield test, "False"
        case ast.comprehension(ifs=tests):
            yield from ((test, "True") for test in tests)
        case ast.Return(value=ast.expr() as value):
            if not (isinstance(value, ast.Constant) and value.value in (None, True, False)):
                yield node, "return None"
        case ast.Subscript(value, ast.Slice(lower, upper, step)):
            if lower:
                yield node, ast.unparse(ast.Subscript(value, ast.Slice(None, upper, step)))
            if upper:
                yield node, ast.unparse(ast.Subscript(value, ast.Slice(lower, None, step)))
        case ast.Break():
            yield node, "continue"
        case ast.Continue():
            yield node, "break"
        case ast.Expr(ast.Call()):
            yield node, "pass"


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    for place, op in enumerate(node.ops):
        for other in _COMPARISONS[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield node, ast.unparse(ast.Compare(node.left, ops, node.comparators))


def _is_words(*nodes: ast.expr) -> bool:
    return any(
        isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        for node in nodes
    )


def _other_values(value: object) -> tuple[object, ...]:
    match value:
        case bool():
            return (not value,)
        case int() if value <= _SMALL:
            return value + 1, value - 1
        case float():
            return (value * 2 or 1.0,)
    return ()
