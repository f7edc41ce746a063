"""Save a note or a term from beside the text: held, compared and logged as by its own page."""

from typing import Any

from django.http import HttpRequest

from guidance.admin.saving.committing import committed
from guidance.models import License
from guidance.services.drafts.holding import hold


def save_part(
    request: HttpRequest, license: License, part_admin: Any, form_of: Any, pk: int | None
) -> tuple[Any, bool]:
    """Return the form as it was sent, and whether its row was saved.

    ``form_of`` makes the form of a row, bound to what was sent. A row that was deleted
    meanwhile is shown as a new one, with what was typed. Raises Gone where the license was
    deleted.
    """

    def write() -> tuple[Any, bool]:
        memory: Any = request
        memory._held = [hold(license)]
        row = found(part_admin.model, license, pk)
        form = form_of(row)
        if pk is not None and row.pk is None:
            form.vanished = part_admin.vanished(str(pk))
        if not form.is_valid():
            return form, False
        saved = form.save(commit=False)
        is_old = row.pk is not None
        part_admin.save_model(request, saved, form, is_old)
        part_admin.save_related(request, form, [], is_old)
        said = part_admin.construct_change_message(request, form, [], not is_old)
        log = part_admin.log_change if is_old else part_admin.log_addition
        log(request, saved, said)
        return form, True

    form, is_saved = committed(request, write)
    if is_saved:
        part_admin.after_writing(request)
    return form, is_saved


def found(model: type[Any], license: License, pk: int | None) -> Any:
    """Return a part of a license as it is now; a new one where it is not there (one query)."""
    row: Any = model._default_manager.filter(license=license, pk=pk).first() if pk else None
    row = row or model(license=license)
    row.license = license
    return row
