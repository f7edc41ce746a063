"""Mail to people of the team: what waits to be sent, and how each of them wants it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 200


class MailEvent(models.TextChoices):
    """What mail tells of. Who is told of each stands in ``services/mailing/audiences.py``."""

    ASKED = "asked", _("Review asked for")
    AGREED = "agreed", _("Agreed")
    CHANGES = "changes", _("Changes asked for")
    REMARKED = "remarked", _("Remark")
    OPINION = "opinion", _("Opinion of a guest")
    PUBLISHED = "published", _("Published")
    RELEASED = "released", _("Published as scheduled")
    STOPPED = "stopped", _("Not published")
    LOOK_AGAIN = "look-again", _("To be looked at again")
    GROUND = "ground", _("Needs another look")
    SOURCE = "source", _("Changed at its source")
    DIGEST = "digest", _("Daily digest")


class MailState(models.TextChoices):
    WAITING = "waiting", _("To be sent")
    GATHERED = "gathered", _("For the daily digest")
    SENT = "sent", _("Sent")
    GIVEN_UP = "given-up", _("Given up")


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: datetime) -> "MailQuerySet":
        """Those to be tried by now, longest due first."""
        waiting = self.filter(state=MailState.WAITING, try_at__lte=at)
        return waiting.order_by("try_at", "pk")

    def unsent(self) -> "MailQuerySet":
        """Those that nobody has tried to send yet."""
        states = (MailState.WAITING, MailState.GATHERED)
        return self.filter(state__in=states, tries=0)


class Mail(models.Model):
    """One mail to one person, as it waits to be sent; kept for a time after it was.

    ``about`` names the draft, as kind and number. Of one ``once`` a person gets one mail.
    """

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("to")
    )
    event = models.CharField(_("about"), max_length=12, choices=MailEvent.choices)
    about = models.CharField(max_length=40, blank=True)
    once = models.CharField(max_length=160, blank=True)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    body = models.TextField(_("words"))
    made_at = models.DateTimeField(_("made"))
    try_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    problem = models.CharField(_("problem"), max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mail")
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "try_at"], name="mail_due"),
            models.Index(fields=["to", "state"], name="mail_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "once"], condition=~models.Q(once=""), name="mail_told_once"
            )
        ]

    def __str__(self) -> str:
        return self.subject


class MailHow(models.TextChoices):
    AT_ONCE = "at-once", _("At once: a mail for each step that concerns me")
    DAILY = "daily", _("Once a day: one mail with what happened and what waits for me")
    NEVER = "never", _("No mail: I look at the first page of the admin")


class MailWish(models.Model):
    """How somebody wants mail; who has none gets it at once. ``digest_on``: the last digest."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_wish"
    )
    how = models.CharField(
        _("mail to me"), max_length=10, choices=MailHow.choices, default=MailHow.AT_ONCE
    )
    digest_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("wish for mail")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.how}"
