"""XML within bounds: elements with their lines; document types, and so entities, are refused."""

from dataclasses import dataclass, field
from xml.parsers import expat

from guidance.core.bills.shapes import MAX_DEPTH, MAX_PARTS, Unreadable


@dataclass(slots=True)
class Element:
    """One element: its name without the namespace, which is only of interest at the root."""

    name: str
    namespace: str
    attributes: dict[str, str]
    line: int
    children: "list[Element]" = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.pieces).strip()

    def child(self, name: str) -> "Element | None":
        return next((child for child in self.children if child.name == name), None)

    def below(self, name: str) -> "list[Element]":
        """Return the elements in the child of this name, as lists are written in XML."""
        child = self.child(name)
        return child.children if child else []


class _Reading:
    """What has been read so far. Source of the bounds: the OWASP cheat sheet on XML."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_type
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.say
        self.whole = Element("", "", {}, self.parser.CurrentLineNumber)
        self.open = [self.whole]
        self.count = 0

    @property
    def place(self) -> str:
        column = self.parser.CurrentColumnNumber + 1
        return f"line {self.parser.CurrentLineNumber}, column {column}"

    def refuse_type(self, *_: object) -> None:
        raise Unreadable("holds a document type; remove it, for entities are not read", self.place)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1 + len(attributes)
        if self.count > MAX_PARTS:
            raise Unreadable(f"The file holds more than {MAX_PARTS:,} values.", self.place)
        if len(self.open) > MAX_DEPTH:
            raise Unreadable(f"is nested deeper than {MAX_DEPTH}", self.place)
        namespace, _, local = name.rpartition(" ")
        element = Element(local, namespace, attributes, self.parser.CurrentLineNumber)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def say(self, words: str) -> None:
        self.open[-1].pieces.append(words)


def read_xml(content: bytes) -> Element:
    """Return the root element of a file, or raise Unreadable.

    >>> read_xml(b"<a><b/>").name
    Traceback (most recent call last):
    guidance.core.bills.shapes.Unreadable: line 1, column 8: is not XML: no element found
    """
    reading = _Reading()
    try:
        reading.parser.Parse(content, True)
    except expat.ExpatError as error:
        place = f"line {error.lineno}, column {error.offset + 1}"
        raise Unreadable(f"is not XML: {expat.ErrorString(error.code)}", place) from None
    except (LookupError, ValueError):  # an encoding that Python does not know, or cannot use
        raise Unreadable("is in an encoding that is not read; save it as UTF-8", "line 1") from None
    (root,) = reading.whole.children
    return root
