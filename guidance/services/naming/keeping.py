"""Names of licenses kept beside their publications, written when one is published."""

from django.db import transaction

from guidance.core.bills.naming import Known
from guidance.core.documents.editions import Publishable
from guidance.core.documents.licenses import License
from guidance.core.stacks.naming import keys_of
from guidance.models import Edition, LicenseName, NameRule, Publication, PublicationKind
from guidance.services.editions.readings import document_in


def known_as(license: License) -> Known:
    """Return what a license is called: its names, and those of models under it."""
    names = (license.title, license.short_title, license.hub_name, *license.other_names)
    return Known(license.slug, license.spdx, tuple(name for name in names if name))


@transaction.atomic
def keep(publication: Publication, document: Publishable) -> None:
    """Replace the names of a license by those of this document; nothing else has names."""
    if not isinstance(document, License):
        return
    known = known_as(document)
    keys = {
        NameRule.STACK: keys_of(known),
        NameRule.BILL: known.keys,
        NameRule.SPDX: {known.spdx} - {""},
    }
    LicenseName.objects.filter(publication=publication).delete()
    LicenseName.objects.bulk_create(
        LicenseName(publication=publication, rule=rule, key=key)
        for rule, found in keys.items()
        for key in sorted(found)
    )


def rebuild() -> int:
    """Keep the names of all current editions anew; return how many there are now."""
    for pk in Publication.objects.of_kind(PublicationKind.LICENSE).values_list("pk", flat=True):
        _keep_anew(pk)
    return LicenseName.objects.count()


def keep_missing() -> None:
    """Keep the names of licenses that have none: a process of a former release published them."""
    licenses = Publication.objects.of_kind(PublicationKind.LICENSE).filter(current__isnull=False)
    for pk in licenses.filter(names__isnull=True).values_list("pk", flat=True):
        _keep_anew(pk)


@transaction.atomic
def _keep_anew(pk: int) -> None:
    held = Publication.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    edition = Edition.objects.filter(current_of=held).without_documents().first()
    if held is not None and edition is not None:
        keep(held, document_in(edition))
