"""Programs that differ from a given one in one place: what a slip of the hand, or of the mind, makes of it.

Pure text in, text out. Docstrings, annotations, default values and error messages stay as they are: no hidden test can
or should see them.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
FUNCTIONS = {  # a function and those it is taken for
    "tanh": ("sin", "arctan"),
    "sigmoid": ("softmax",),
    "softmax": ("sigmoid",),
    "exp": ("log1p",),
    "log": ("log1p",),
    "sqrt": ("square",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "zeros_like": ("ones_like",),
    "sum": ("mean", "max"),
    "mean": ("sum", "max"),
    "max": ("min", "sum"),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "argmax": ("argmin",),
    "floor": ("ceil",),
    "any": ("all",),
    "all": ("any",),
    "append": ("extend",),
    "hstack": ("vstack",),
    "vstack": ("hstack",),
}
NUMPY_ONLY = ("sin", "arctan", "log1p", "square", "mean")  # these names need their module in front


@dataclass(frozen=True)
class Mutant:
    """A changed program: its text, and the lines that differ, which also identify it."""

    source: str
    old: str
    new: str


def mutants(source: str) -> list[Mutant]:
    """All programs that differ from this one in one place, each once."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for changed in _changed_trees(tree):
        text = ast.unparse(ast.fix_missing_locations(changed))
        if text != original and text not in found and _compiles(text):
            found[text] = Mutant(text, *_changed_lines(original, text))
    return list(found.values())


def _compiles(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _changed_lines(before: str, after: str) -> tuple[str, str]:
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[3:]
    sides = ("\n".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return next(sides), next(sides)


def _changed_trees(tree: ast.Module) -> Iterator[ast.Module]:
    """Copies of the tree with one node replaced."""
    fixed = {id(node) for part in _fixed_parts(tree) for node in ast.walk(part)}
    names, texts, aliases = _names(tree), _texts(tree, fixed), _aliases(tree)
    for place, (parent, field, index, node) in enumerate(_nodes(tree)):
        if id(node) in fixed or id(parent) in fixed:
            continue
        known = [name for name in names if {name, getattr(node, "id", name)} not in aliases]
        for replacement in _replacements(parent, node, known, texts):
            copied = copy.deepcopy(tree)
            spot = list(_nodes(copied))[place][0]
            if index is None:
                setattr(spot, field, replacement)
            else:
                getattr(spot, field)[index] = replacement
            yield copied


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node below the root with its place: its parent, the field, and the index if the field is a list."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST):
                    yield parent, field, index, node


def _fixed_parts(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Module | ast.ClassDef) and ast.get_docstring(node, clean=False):
            yield node.body[0]
        if isinstance(node, ast.arguments):
            yield node
        if isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns
        if isinstance(node, ast.AnnAssign):
            yield node.annotation
        if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
            yield node
        if isinstance(node, ast.Assert) and node.msg:
            yield node.msg


def _names(tree: ast.Module) -> list[str]:
    """The names that the program gives to values: its arguments and variables."""
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return sorted(stored | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)})


def _aliases(tree: ast.Module) -> list[set[str]]:
    """Pairs of names for one and the same value: one is bound once, to the other, which is bound once as well."""
    bound = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    bound += [n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)]
    pairs = []
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=new)], value=ast.Name(id=old)) if new != old:
                if bound.count(new) == bound.count(old) == 1:
                    pairs.append({new, old})
    return pairs


def _texts(tree: ast.Module, fixed: set[int]) -> list[str]:
    constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in fixed)
    return sorted({n.value for n in constants if isinstance(n.value, str)})


def _replacements(parent: ast.AST, node: ast.AST, names: list[str], texts: list[str]) -> Iterator[ast.AST]:
    yield from (other() for other in OPERATORS.get(type(node), ()))
    match node:
        case ast.Constant(value=value):
            yield from (ast.Constant(other) for other in _other_values(value, texts))
        case ast.Name(id=name, ctx=ast.Load()):
            yield from (ast.Name(other, ast.Load()) for other in _next_ones(name, names))
            yield from _other_functions(node, name)
            if isinstance(parent, ast.Subscript | ast.Tuple) and name in names:  # an index, one off
                yield from (ast.BinOp(node, op(), ast.Constant(1)) for op in (ast.Add, ast.Sub))
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()):
            if name == "T":
                yield value
            yield from (ast.Attribute(value, other, ast.Load()) for other in FUNCTIONS.get(name, ()))
        case ast.BinOp(left=left, op=op, right=right):
            yield from (left, right)
            if not isinstance(op, ast.Add | ast.Mult):
                yield ast.BinOp(right, op, left)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            yield from (_one_or(ast.BoolOp(op, rest), rest) for rest in _one_less(values))
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Call():
            yield from _other_calls(node)
        case ast.Subscript(value=value, slice=index, ctx=ast.Load()):
            yield value
            if isinstance(index, ast.Slice):
                yield ast.Subscript(value, ast.Slice(index.upper, index.lower, index.step), node.ctx)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            if isinstance(node.ctx, ast.Load) or len(elements) > 1:
                new = type(node)
                yield from (new(order, node.ctx) for order in _swapped(elements))
            if isinstance(node.ctx, ast.Load):
                yield from (new(rest, node.ctx) for rest in _one_less(elements)) if len(elements) > 1 else ()
        case ast.Dict(keys=keys, values=values):
            yield from (ast.Dict(keys, order) for order in _swapped(values))
            yield from map(ast.Dict, _one_less(keys), _one_less(values))
        case ast.comprehension(ifs=[_, *_]):
            yield ast.comprehension(node.target, node.iter, [], node.is_async)
        case ast.stmt():
            yield from _other_statements(node)


def _other_values(value: Any, texts: list[str]) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from (value + 1, value - 1)
        case str():
            yield from _next_ones(value, texts)
            if len(value) > 1 and value.isalpha():
                yield from (value[1:], value[:-1])


def _next_ones(name: str, names: list[str]) -> list[str]:
    """The two that follow in the list, going round."""
    if name not in names:
        return []
    turned = names[names.index(name) + 1 :] + names[: names.index(name)]
    return turned[:2]


def _other_functions(node: ast.Name, name: str) -> Iterator[ast.AST]:
    for other in FUNCTIONS.get(name, ()):
        inside = ast.Name("np", ast.Load())
        yield ast.Attribute(inside, other, ast.Load()) if other in NUMPY_ONLY else ast.Name(other, ast.Load())


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    if len(node.args) == 1:
        yield node.args[0]
    yield from (ast.Call(node.func, order, node.keywords) for order in _swapped(node.args))
    yield from (ast.Call(node.func, node.args, rest) for rest in _one_less(node.keywords))
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[stop]):
            yield ast.Call(node.func, [ast.Constant(1), stop], [])
            yield ast.Call(node.func, [ast.BinOp(stop, ast.Sub(), ast.Constant(1))], [])
        case ast.Call(func=ast.Attribute(value=value)) if not isinstance(value, ast.Name):
            yield value


def _other_statements(node: ast.stmt) -> Iterator[ast.AST]:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Pass | ast.Raise):
        yield ast.Pass()
    match node:
        case ast.AugAssign(target=target, value=value):
            yield ast.Assign([target], value, lineno=0)
        case ast.Assign(value=ast.Tuple(elts=elements)):
            yield from (ast.Assign(node.targets, element, lineno=0) for element in elements)
        case ast.For():
            yield ast.For(node.target, node.iter, [*node.body, ast.Break()], node.orelse, lineno=0)
        case ast.If(test=test):
            yield ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.While(test=test):
            yield ast.While(test, [*node.body, ast.Break()], node.orelse)


def _swapped(items: list) -> Iterator[list]:
    """The list with two neighbours in each other's place."""
    for i in range(len(items) - 1):
        yield [*items[:i], items[i + 1], items[i], *items[i + 2 :]]


def _one_less(items: list) -> Iterator[list]:
    for i in range(len(items)):
        yield items[:i] + items[i + 1 :]


def _one_or(many: ast.AST, items: list) -> ast.AST:
    return items[0] if len(items) == 1 else many
