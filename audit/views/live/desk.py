"""What a notebook's widgets share: one disclosure, a person's choices, and who is to be told.

The desk holds no widget. A change that is in force already is none; another is carried out,
kept in the state file, and told to those who asked for its kind: tables before charts, which
take longer to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from audit.errors import AuditError
from audit.facts import Facts
from audit.model import Lead
from audit.review import Action, Review
from audit.views.choice import BY_EDITION, EVERYTHING
from audit.views.labels import say
from audit.views.parameters import Parameters, check_parameters, read_given
from audit.views.session import UnitView, view_of
from audit.views.settings import Settings, Store
from audit.views.words import Language

Change = Literal["document", "outcomes", "filter", "language", "decisions", "status"]
_EVERY_KIND: frozenset[Change] = frozenset(
    {"document", "outcomes", "filter", "language", "decisions"}
)
Tell = Callable[[], None]


@dataclass(slots=True)
class _Listener:
    kinds: frozenset[Change]
    tell: Tell
    slow: bool


@dataclass(slots=True)
class Desk:
    """One disclosure on a person's desk; `view` is what is shown of it now.

    `area` is the notebook's. `status` says what is being done, or what is shown and how long the
    tables took; `note` what went wrong with something that was kept.
    """

    view: UnitView
    figures: Facts
    settings: Settings
    store: Store
    area: str | None = None
    note: str = ""
    status: str = ""
    milliseconds: float = 0
    _listeners: list[_Listener] = field(default_factory=list)
    _began: float = 0

    @property
    def language(self) -> Language:
        """Return the language of the interface."""
        return self.view.language

    def listen(self, kinds: Collection[Change], tell: Tell, *, slow: bool = False) -> None:
        """Call `tell` after each change of one of `kinds`; slow ones after all others."""
        self._listeners.append(_Listener(frozenset(kinds), tell, slow))

    # --- what a person may change ---------------------------------------------------

    def choose(self, **chosen: Any) -> None:
        """Show what fits these filters; see `Choice`."""
        choice = replace(self.settings.choice, **chosen)
        if choice == self.settings.choice:
            return
        self._began = perf_counter()
        with_choice = replace(self.view, choice=choice)
        self._settle(replace(self.settings, choice=choice), with_choice, {"filter"})

    def reckon(self, **rules: Any) -> None:
        """Test everything again by other rules; see `Rules`."""
        kept = replace(self.settings, rules=replace(self.settings.rules, **rules))
        if kept == self.settings:
            return
        self._began = perf_counter()
        self._working(say("examining", self.language))
        self._settle(kept, self._viewed(self.view.given, kept), {"outcomes"})

    def speak(self, language: Language) -> None:
        """Show everything in another language."""
        if language == self.language:
            return
        self._began = perf_counter()
        view = replace(self.view, given=replace(self.view.given, language=language))
        self._settle(replace(self.settings, language=language), view, _EVERY_KIND)

    def read(self, *, path: str = "", edition: str = "") -> None:
        """Read another document, or the same by another edition; raises AuditError."""
        given = self.view.given
        if path in ("", str(given.path)) and edition in ("", given.edition):
            return
        self._began = perf_counter()
        self._working(say("reading", self.language, Path(path or given.path).name))
        if path:
            wanted = edition or given.edition
            given = check_parameters(path, "", None, wanted, given.language)
        elif edition:
            given = replace(given, edition=edition, document=self.figures.document)
        try:
            self.figures = read_given(given)
        except AuditError:
            self._tell({"status"})
            raise
        choice = self.settings.choice if edition and not path else EVERYTHING
        kept = replace(self.settings, choice=choice, edition=given.edition)
        kept = replace(kept, path=path or kept.path, lead="")
        self._settle(kept, self._viewed(given, kept), {"document", "outcomes", "filter"})

    def reset(self) -> None:
        """Go back to every outcome and lead, and to the edition's rules."""
        self._began = perf_counter()
        kept = replace(self.settings, choice=EVERYTHING, rules=BY_EDITION)
        self._settle(kept, self._viewed(self.view.given, kept), {"outcomes", "filter"})

    def remember(self, **kept: Any) -> None:
        """Keep what needs no new view: the lead in sight, the person's name."""
        self.settings = replace(self.settings, **kept)
        self._save()

    def decide(
        self,
        lead: Lead,
        action: Action,
        *,
        name: str,
        reason: str = "",
        answer: str = "",
        correction: Mapping[str, Decimal | str] | None = None,
    ) -> Review:
        """Write a decision into the journal and return how the lead stands now.

        Raises what `UnitView.decide` raises; then nothing is decided.
        """
        self._began = perf_counter()
        found = self.view.decide(
            lead, action, name=name, reason=reason, answer=answer, correction=correction
        )
        self.settings = replace(self.settings, name=name)
        self._settle(self.settings, self.view, {"decisions", "filter"})
        return found

    # --- how it is carried out ------------------------------------------------------

    def _viewed(self, given: Parameters, kept: Settings) -> UnitView:
        return view_of(given, self.figures, None, self.view.journal, kept.rules, kept.choice)

    def _working(self, told: str) -> None:
        self.status = say("working", self.language, told)
        self._tell({"status"})

    def _settle(self, settings: Settings, view: UnitView, kinds: Collection[Change]) -> None:
        self.settings, self.view = settings, view
        self._tell(kinds, slow=False)
        self.milliseconds = (perf_counter() - self._began) * 1000
        self.summarise()
        self._save()
        self._tell(kinds, slow=True)

    def summarise(self) -> None:
        """Say how much is shown, and how long the last change took."""
        view = replace(self.view, area=self.area)
        every = replace(view, choice=EVERYTHING)
        self.status = say(
            "ready", self.language, len(view.chosen_outcomes()), len(every.chosen_outcomes()),
            len(view.chosen_leads()), len(every.chosen_leads()),
        )  # fmt: skip
        if self.milliseconds:
            self.status += f" · {say('took', self.language, round(self.milliseconds))}"
        self._tell({"status"})

    def _tell(self, kinds: Collection[Change], *, slow: bool = False) -> None:
        for listener in tuple(self._listeners):
            if listener.slow == slow and listener.kinds & set(kinds):
                listener.tell()

    def _save(self) -> None:
        try:
            self.store.save(self.settings)
        except OSError as problem:
            self.note = say("unsaved_state", self.language, problem.strerror or problem)
