"""Ideas, the themes they are sorted into, and what is picked among them."""

from __future__ import annotations

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on
from facilitator.engine.state import Idea, Theme


@on(e.IdeaSubmitted)
def _idea_submitted(event: e.IdeaSubmitted, draft: Draft) -> None:
    idea = Idea(
        id=event.id,
        phase=event.phase,
        text=event.text,
        at=event.at,
        channel=event.channel,
        author=event.author,
        column=event.column,
        fields=event.fields,
        row=event.row,
        parent=event.parent,
        group=event.group,
        round=event.round,
        prompt=event.prompt,
        signature=event.signature,
        on_behalf=event.on_behalf,
        late=event.late,
        approved=event.approved,
        parked=event.parked,
    )
    draft.put("ideas", event.id, idea)


@on(e.IdeaEdited)
def _idea_edited(event: e.IdeaEdited, draft: Draft) -> None:
    approved = event.approved and draft["ideas"][event.id].approved
    draft.change("ideas", event.id, text=event.text, fields=event.fields, edited_at=event.at, approved=approved)


@on(e.IdeaWithdrawn)
def _idea_withdrawn(event: e.IdeaWithdrawn, draft: Draft) -> None:
    draft.change("ideas", event.id, withdrawn=True)


@on(e.IdeaMoved)
def _idea_moved(event: e.IdeaMoved, draft: Draft) -> None:
    draft.change("ideas", event.id, column=event.column, row=event.row)


@on(e.IdeaApproved)
def _idea_approved(event: e.IdeaApproved, draft: Draft) -> None:
    draft.change("ideas", event.id, approved=True)


@on(e.IdeaMasked)
def _idea_masked(event: e.IdeaMasked, draft: Draft) -> None:
    draft.change("ideas", event.id, masked=True)


@on(e.IdeaUnmasked)
def _idea_unmasked(event: e.IdeaUnmasked, draft: Draft) -> None:
    draft.change("ideas", event.id, masked=False)


@on(e.IdeaParked)
def _idea_parked(event: e.IdeaParked, draft: Draft) -> None:
    draft.change("ideas", event.id, parked=event.parked)


@on(e.IdeaKept)
def _idea_kept(event: e.IdeaKept, draft: Draft) -> None:
    draft.change("ideas", event.id, kept=event.kept)


@on(e.IdeasMerged)
def _ideas_merged(event: e.IdeasMerged, draft: Draft) -> None:
    for idea in event.ids:
        draft.change("ideas", idea, merged_into=event.into)


@on(e.IdeaSplit)
def _idea_split(event: e.IdeaSplit, draft: Draft) -> None:
    draft.change("ideas", event.id, merged_into="")


@on(e.IdeasToldApart)
def _ideas_told_apart(event: e.IdeasToldApart, draft: Draft) -> None:
    draft.put("told_apart", (event.one, event.other), True)


@on(e.ThemeCreated)
def _theme_created(event: e.ThemeCreated, draft: Draft) -> None:
    draft.put("themes", event.id, Theme(event.id, event.phase, event.name, event.group))


@on(e.ThemeRenamed)
def _theme_renamed(event: e.ThemeRenamed, draft: Draft) -> None:
    draft.change("themes", event.id, name=event.name)


@on(e.ThemeDropped)
def _theme_dropped(event: e.ThemeDropped, draft: Draft) -> None:
    for key in [key for key, theme in draft["placements"].items() if theme == event.id]:
        draft.drop("placements", key)
    draft.drop("themes", event.id)


@on(e.ItemPlaced)
def _item_placed(event: e.ItemPlaced, draft: Draft) -> None:
    key = (event.phase, event.group, event.item)
    if event.theme:
        draft.put("placements", key, event.theme)
    else:
        draft.drop("placements", key)


@on(e.ItemsLeftAlone)
def _items_left_alone(event: e.ItemsLeftAlone, draft: Draft) -> None:
    for item in event.items:
        draft.put("left_alone", (event.phase, item), True)


@on(e.FocusSet)
def _focus_set(event: e.FocusSet, draft: Draft) -> None:
    run = draft["runs"][event.phase]
    if run.subject_seconds:
        subject = (event.phase, run.focus)
        # A journal of before says no time when the room left its subjects.
        spent = max(0.0, event.from_seconds - run.subject_from)
        draft.put("discussed", subject, draft["discussed"].get(subject, 0.0) + spent)
    draft.change(
        "runs",
        event.phase,
        focus=event.item,
        subject_from=event.from_seconds,
        subject_seconds=event.seconds,
        thumbs=False,
    )


@on(e.ItemsPicked)
def _items_picked(event: e.ItemsPicked, draft: Draft) -> None:
    draft.change("runs", event.phase, picks=event.items)
