"""What stands behind a widget: what the user does goes in, what the screen shows comes out.

No widget here, so everything that a student can do and see is tested without a browser.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from typing import Any

Event = Mapping[str, Any]

# What an event raises that makes no sense: it comes from a browser, and may hold anything.
_SENSELESS = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


class Controller(ABC):
    """Shows something, and does what the user asks for.

    An event has an `action`; the method `on_<action>` does it.

    >>> class Counter(Controller):
    ...     count = 0
    ...     def fixed(self): return {"title": "Count"}
    ...     def shown(self): return {"count": self.count}
    ...     def refresh(self): pass
    ...     def as_text(self): return str(self.count)
    ...     def on_add(self, event): self.count += event["number"]; return {"said": "Added."}
    >>> counter = Counter()
    >>> counter.handle({"action": "add", "number": 2}), counter.shown()
    ({'said': 'Added.'}, {'count': 2})
    >>> counter.handle({"action": "add"}), counter.handle({"action": "fly"})
    ({}, {})
    """

    @abstractmethod
    def fixed(self) -> dict[str, Any]:
        """Return the traits of the widget that the kernel sets once."""

    @abstractmethod
    def shown(self) -> dict[str, Any]:
        """Return the traits that show how things stand now."""

    @abstractmethod
    def refresh(self) -> None:
        """Take in what other windows have saved."""

    @abstractmethod
    def as_text(self) -> str:
        """Return the same as text, for where no widget can be shown."""

    def handle(self, event: Event) -> dict[str, Any]:
        """Do what the user asked for, and return the answer; what makes no sense is ignored."""
        act = getattr(self, f"on_{event.get('action')}", None)
        if act is None:
            return {}
        try:
            return act(event)
        except _SENSELESS as error:
            return self.refused(error)

    def refused(self, _: Exception) -> dict[str, Any]:
        """Return the answer to an event that could not be done."""
        return {}


class OpenWidgets(dict[Hashable, Any]):
    """The widgets that cells have shown, so that a cell that is run again shows the same one."""

    def show(self, name: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return the widget of that name, with what other windows saved meanwhile, or make it."""
        widget = self.get(name)
        if widget is None or widget.comm is None:  # the front end may have closed it
            widget = self[name] = make()
        else:
            widget.refresh()
        return widget
