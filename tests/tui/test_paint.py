"""No text that varies reaches a widget but through `facilitator.tui.text`: read in the source of every face."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import facilitator.tui

PACKAGE = Path(facilitator.tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

PAINTERS = {"Static", "update", "Label", "Button", "Option", "notify", "Collapsible", "Checkbox", "RadioButton", "Link"}
"""What shows its first argument, markup and all."""

DRAWERS = {"QR", "Digits", "digits"}
"""Whoever these names belong to draws what it is given and never writes it."""

PAINTED_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
SAFE_CALLS = {"_", "gettext", "ngettext", "plain", "plain_line", "safe", "safe_line", "truncate", "Content", "styled"}
SAFE_CALLS |= {"assemble", "join", "figures", "digits"}


@dataclass
class Source:
    """One module, and which of its names and functions are known to give safe content."""

    tree: ast.Module
    safe_functions: set[str]
    violations: list[int] = field(default_factory=list)

    def check(self) -> list[int]:
        """The lines where a text is painted that nobody has cleaned."""
        for node, scope in self._calls():
            if isinstance(node, ast.Call) and _name(node.func) in PAINTERS and node.args and not _draws(node.func):
                self._judge(node.args[0], scope, node.lineno)
            elif isinstance(node, ast.Assign) and any(_name(target) in PAINTED_ATTRIBUTES for target in node.targets):
                self._judge(node.value, scope, node.lineno)
        return self.violations

    def _calls(self) -> Iterator[tuple[ast.AST, ast.AST]]:
        scopes = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        for scope in [*scopes, self.tree]:
            yield from ((node, scope) for node in ast.walk(scope))

    def _judge(self, painted: ast.expr, scope: ast.AST, line: int) -> None:
        if not self._is_safe(painted, scope) and line not in self.violations:
            self.violations.append(line)

    def _is_safe(self, painted: ast.expr, scope: ast.AST) -> bool:
        match painted:
            case ast.Constant(value=str(text)):
                return "[" not in text
            case ast.Call(func=called, args=args):
                literals = [arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                translated = _name(called) in {"_", "gettext", "ngettext"}
                if translated and (len(literals) == 0 or any("[" in text for text in literals)):
                    return False
                return _name(called) in SAFE_CALLS | self.safe_functions
            case ast.IfExp(body=one, orelse=other):
                return self._is_safe(one, scope) and self._is_safe(other, scope)
            case ast.Attribute(value=content, attr="plain"):
                return self._is_safe(content, scope)
            case ast.Subscript(value=lines):
                return self._is_safe(lines, scope)
            case ast.Name(id=name):
                return self._only_ever_safe(name, scope)
        return False

    def _only_ever_safe(self, name: str, scope: ast.AST) -> bool:
        """A variable all of whose values, in this function, are safe; or an argument declared to be Content."""
        arguments = [arg for arg in ast.walk(scope) if isinstance(arg, ast.arg) and arg.arg == name]
        if arguments:
            return all(arg.annotation is not None and "Content" in ast.unparse(arg.annotation) for arg in arguments)
        values = [
            node.value
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and any(_name(target) == name for target in node.targets)
        ]
        return bool(values) and all(self._is_safe(value, scope) for value in values)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _draws(called: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id in DRAWERS for node in ast.walk(called))


def content_functions(trees: list[ast.Module]) -> set[str]:
    """Every function of the faces that is declared to return Content: mypy sees to it that it does."""
    return {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == "Content"
    }


def raw_paints(source: str) -> list[int]:
    tree = ast.parse(source)
    return Source(tree, content_functions([tree])).check()


TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_painted_raw(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert Source(tree, content_functions(TREES)).check() == []


@pytest.mark.parametrize(
    "raw",
    [
        "Static(idea.text)",
        "Label(f'{title}')",
        "self.query_one(Static).update(title)",
        "self.notify(sentence, markup=False)",
        "self.notify('Atelier ' + title)",
        "widget.border_title = idea.text",
        "def f(text: str): Static(text)",
        "def f():\n    text = plain(a)\n    text = b\n    Static(text)",
        "Static('[b]gras[/b]')",
        "Static(_('[Entrée] appliquer'))",
        "Static(_(title))",
        "Static(plain(a) if a else b)",
        "Static(_('Bonjour {name}').format(name=name))",
    ],
)
def test_a_raw_paint_would_be_noticed(raw: str) -> None:
    assert raw_paints(raw)


@pytest.mark.parametrize(
    "clean",
    [
        "Static()",
        "Static('Bonjour')",
        "Static(_('Bonjour'))",
        "Static(plain(idea.text))",
        "self.query_one(QR).update(address)",
        "self.notify(plain_line(sentence).plain, markup=False)",
        "def f(shown: Content): Static(shown)",
        "def f():\n    text = plain(a)\n    Static(text)",
        "def card(idea) -> Content: ...\nStatic(card(idea))",
        "Static(plain(_('Bonjour {name}').format(name=name)))",
    ],
)
def test_what_was_cleaned_may_be_painted(clean: str) -> None:
    assert raw_paints(clean) == []
