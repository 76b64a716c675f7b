"""Formulas and templates of quiz sources: arithmetic on drawn values, by a small evaluator of our own.

    value("n_a * (n_a + n_x)", {"n_a": 5, "n_x": 3})        40
    fill("a gate of <<n_a>> units", {"n_a": 5})             "a gate of 5 units"

Nothing is ever handed to Python's `eval`. A formula knows numbers, texts, drawn names, arithmetic, comparisons, `and`,
`or`, `not`, and the functions below; anything else is a FormulaError.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "exp": math.exp,
    "log": math.log,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": math.sqrt,
}
BINARY: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
COMPARED: dict[type, Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
PLACE = re.compile(r"<<(.+?)>>")
LARGEST_POWER = 64


class FormulaError(ValueError):
    """A formula that cannot be computed; the text says why."""


def value(formula: str, names: Mapping[str, Any]) -> Any:
    """What the formula comes to with these names. FormulaError if it is no formula or cannot be computed."""
    try:
        return _value(ast.parse(formula.strip(), mode="eval").body, names)
    except SyntaxError:
        raise FormulaError(f"`{formula}` is no formula") from None
    except (ArithmeticError, TypeError, ValueError) as error:
        if isinstance(error, FormulaError):
            raise FormulaError(f"`{formula}`: {error}") from None
        raise FormulaError(f"`{formula}` cannot be computed ({error})") from None


def fill(template: str, names: Mapping[str, Any]) -> str:
    """The template with each `<<formula>>` replaced by what it comes to."""
    return PLACE.sub(lambda match: written(value(match[1], names)), template)


def written(result: Any) -> str:
    """A value as a reader sees it: no more digits than it has."""
    if isinstance(result, str):
        return result
    if isinstance(result, int):
        return str(int(result))
    return f"{round(result, 10):.10g}"


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=int() | float() | str() as constant):
            return constant
        case ast.Name(id=name):
            if name not in names:
                raise FormulaError(f"{name} is not drawn here")
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _value(operand, names)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in BINARY:
            a, b = _value(left, names), _value(right, names)
            if isinstance(a, str) or isinstance(b, str):
                raise FormulaError("texts can only be compared")
            if isinstance(op, ast.Pow) and abs(b) > LARGEST_POWER:
                raise FormulaError("the power is too large")
            return BINARY[type(op)](a, b)
        case ast.BoolOp(op=op, values=values):
            found = [bool(_value(part, names)) for part in values]
            return all(found) if isinstance(op, ast.And) else any(found)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARED:
            return COMPARED[type(op)](_value(left, names), _value(right, names))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(argument, names) for argument in arguments))
    raise FormulaError(f"{ast.unparse(node)} is not allowed in a formula")
