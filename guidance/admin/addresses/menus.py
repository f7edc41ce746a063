"""The order of the admin's first page: a lawyer's nouns first, the machinery of logins last."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_SHELVES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Licenses"), ("License", "Annotation", "Term", "Policy", "Topic", "LicenseText")),
    (_("Questions and answers"), ("FaqEntry", "JudgedQuery")),
    (_("Questionnaires"), ("Tree", "Question", "Outcome", "Case")),
    (
        _("What is public"),
        ("Publication", "Edition", "Review", "SavedResult", "SavedStack", "Feedback"),
    ),
    (_("People"), ("User", "Group", "Mail")),
    (
        _("Logins and second factors"),
        ("AccessAttempt", "AccessFailureLog", "AccessLog", "TOTPDevice", "StaticDevice"),
    ),
)


def shelved(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group the models of all apps by ``_SHELVES``; what is named there nowhere comes last."""
    held = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
    shelves = []
    for title, names in _SHELVES:
        found = [held.pop(name) for name in names if name in held]
        if found:
            shelves.append(_shelf(found[0][0], title, [model for _app, model in found]))
    for app in apps:
        rest = [model for owner, model in held.values() if owner is app]
        if rest:
            shelves.append(_shelf(app, app["name"], rest))
    return shelves


def _shelf(app: dict[str, Any], title: Any, models: list[dict[str, Any]]) -> dict[str, Any]:
    url = models[0]["admin_url"] or app["app_url"]
    return {**app, "name": title, "app_url": url, "models": models}
