"""The groups of the legal team, and what each may do."""

from typing import Any

from django.contrib.auth.models import User

_PARTS = (
    "annotation", "case", "option", "outcome", "policy", "policysection", "question", "route",
    "section", "term",
)  # fmt: skip
_DRAFTS = ("faqentry", "license", "licensetext", "topic", "tree")
_RECORDS = ("edition", "publication", "review", "savedresult", "savedstack", "feedback")
_VIEW = {f"view_{name}" for name in (*_PARTS, *_DRAFTS, *_RECORDS)}
_EDIT = _VIEW | {
    *(f"{verb}_{name}" for verb in ("add", "change") for name in (*_PARTS, *_DRAFTS)),
    *(f"delete_{name}" for name in _PARTS),
    "change_feedback",
    "delete_feedback",
}
GROUPS = {
    "Editors": _EDIT,
    "Reviewers": _VIEW | {"review_guidance"},
    "Publishers": _EDIT | {"publish_guidance", "change_savedresult", "change_savedstack"},
}
"""Permissions of each group. Parts can be deleted, whole drafts only by an administrator."""
_OWN = {
    "publish_guidance": "Can publish guidance",
    "review_guidance": "Can confirm published guidance as a reviewer",
}


WRITES = {
    "license": ("license", "section", "policy", "policysection", "annotation", "term"),
    "faq": ("faqentry",),
    "tree": ("tree", "question", "option", "route", "outcome", "case"),
    "topics": ("topic",),
}
"""The models that a document of each kind is written to."""


def may_write(user: Any, kind: str) -> bool:
    """Tell whether ``user`` may replace a draft of this kind, with all its parts, by a document."""
    return all(
        user.has_perms((f"guidance.add_{name}", f"guidance.change_{name}")) for name in WRITES[kind]
    )


def name_of(user: User) -> str:
    """Return the name that a person signs with, here and in public."""
    return user.get_full_name() or user.get_username()


def ensure_groups(apps: Any, *, using: str = "default") -> None:
    """Make the groups and give them their permissions; what was given besides is kept.

    ``apps`` is a registry of models, so that a migration can call this. Permissions that
    are not there yet (they are made after migrating) are made here.
    """
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    kinds = _content_types(apps, using)
    wanted = {name: _model_of(name) for name in sorted(set().union(*GROUPS.values()))}
    ours = permissions.filter(codename__in=wanted, content_type__in=kinds.values())
    held = set(ours.values_list("codename", flat=True))
    missing = [
        permissions.model(
            content_type=kinds[model], codename=codename, name=_title(apps, codename, model)
        )
        for codename, model in wanted.items()
        if codename not in held
    ]
    permissions.bulk_create(missing, ignore_conflicts=True)
    made = {permission.codename: permission for permission in ours.all()}
    for title, codenames in GROUPS.items():
        group, _ = groups.get_or_create(name=title)
        group.permissions.add(*(made[codename] for codename in sorted(codenames)))


def _content_types(apps: Any, using: str) -> dict[str, Any]:
    """Return the row of each model's content type, made where it is missing."""
    rows = apps.get_model("contenttypes", "ContentType").objects.using(using)
    models = {_model_of(codename) for codename in set().union(*GROUPS.values())}
    ours = rows.filter(app_label="guidance", model__in=models)
    held = set(ours.values_list("model", flat=True))
    missing = [rows.model(app_label="guidance", model=model) for model in sorted(models - held)]
    rows.bulk_create(missing, ignore_conflicts=True)
    return {row.model: row for row in ours.all()}


def _model_of(codename: str) -> str:
    return "license" if codename in _OWN else codename.partition("_")[2]


def _title(apps: Any, codename: str, model: str) -> str:
    if codename in _OWN:
        return _OWN[codename]
    try:
        verbose_name = apps.get_model("guidance", model)._meta.verbose_name_raw
    except LookupError:  # an older migration, in which the model is not yet
        verbose_name = model
    return f"Can {codename.partition('_')[0]} {verbose_name}"
