"""Addresses of the public face. Slugs and keys in them are contracts: never rename one."""

from django.urls import include, path, register_converter

from guidance.views.frame import about, crawlers, feedback, home
from guidance.views.frame.converters import EditionNumber, ProductFileName
from guidance.views.reading import changes, compare, faqs, licenses, memos
from guidance.views.reviewing import guests

app_name = "guidance"

register_converter(EditionNumber, "edition")
register_converter(ProductFileName, "file")

urlpatterns = [
    path("", home.home, name="home"),
    path("licenses/", licenses.license_list, name="license-list"),
    path("licenses/<slug:slug>/", licenses.license, name="license"),
    path(
        "licenses/<slug:slug>/v<edition:number>/", licenses.license_edition, name="license-edition"
    ),
    path(
        "licenses/<slug:slug>/v<edition:number>/text/",
        licenses.license_edition_text,
        name="license-edition-text",
    ),
    path("licenses/<slug:slug>/changes.atom", changes.license_feed, name="license-feed"),
    path("licenses/<slug:slug>/memo.docx", memos.memo, name="license-memo"),
    path(
        "licenses/<slug:slug>/v<edition:number>/memo.docx",
        memos.edition_memo,
        name="license-edition-memo",
    ),
    path("licenses/<slug:slug>/text/", licenses.license_text, name="license-text"),
    path("compare/", compare.compare, name="compare"),
    path("faq/", faqs.faq_list, name="faq-list"),
    path("faq/<slug:slug>/", faqs.faq, name="faq"),
    path("faq/<slug:slug>/v<edition:number>/", faqs.faq_edition, name="faq-edition"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<slug:kind>/<slug:slug>/v<edition:number>/", changes.changed, name="changed"),
    path(
        "changes/<slug:kind>/<slug:slug>/since/v<edition:number>/",
        changes.changed_since,
        name="changed-since",
    ),
    path("changes.atom", changes.changes_feed, name="changes-feed"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<str:secret>/", feedback.feedback_reply, name="feedback-reply"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("review/<str:secret>/", guests.review, name="guest-review"),
    path("", include("guidance.views.bills.urls")),
    path("", include("guidance.views.checking.urls")),
    path("", include("guidance.views.search.urls")),
    path("", include("guidance.views.stacks.urls")),
]
