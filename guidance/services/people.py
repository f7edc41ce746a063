"""The groups of the legal team, and what each may do."""

from typing import Any

_PARTS = (
    "annotation", "case", "option", "outcome", "policy", "policysection", "question", "route",
    "section", "term",
)  # fmt: skip
_DRAFTS = ("faqentry", "license", "licensetext", "topic", "tree")
_RECORDS = ("edition", "publication", "review", "savedresult")
_VIEW = {f"view_{name}" for name in (*_PARTS, *_DRAFTS, *_RECORDS)}
_EDIT = _VIEW | {
    *(f"{verb}_{name}" for verb in ("add", "change") for name in (*_PARTS, *_DRAFTS)),
    *(f"delete_{name}" for name in _PARTS),
}
GROUPS = {
    "Editors": _EDIT,
    "Reviewers": _VIEW | {"review_guidance"},
    "Publishers": _EDIT | {"publish_guidance", "change_savedresult"},
}
"""Permissions of each group. Parts can be deleted, whole drafts only by an administrator."""
_OWN = {
    "publish_guidance": "Can publish guidance",
    "review_guidance": "Can confirm published guidance as a reviewer",
}


def ensure_groups(apps: Any, *, using: str = "default") -> None:
    """Make the groups and give them their permissions; what was given besides is kept.

    ``apps`` is a registry of models, so that a migration can call this. Permissions that
    are not there yet (they are made after migrating) are made here.
    """
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    made: dict[str, Any] = {}
    for codename in sorted(set().union(*GROUPS.values())):
        verb, _, model = codename.partition("_")
        model = "license" if codename in _OWN else model
        content_type, _ = content_types.get_or_create(app_label="guidance", model=model)
        name = _OWN.get(codename) or f"Can {verb} {_named(apps, model)}"
        made[codename], _ = permissions.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
    for title, codenames in GROUPS.items():
        group, _ = groups.get_or_create(name=title)
        group.permissions.add(*(made[codename] for codename in sorted(codenames)))


def _named(apps: Any, model: str) -> str:
    return str(apps.get_model("guidance", model)._meta.verbose_name_raw)
